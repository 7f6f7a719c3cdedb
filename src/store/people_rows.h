#pragma once
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace sb::store {

// A person who may log in.
struct UserRow {
  std::string id;             // 24 hex digits
  std::string login;          // unique, lower case: what the person types
  std::string name, email;    // as shown; the e-mail may be empty
  std::string password_hash;  // Argon2id, as text with its parameters; empty: there is no password
  std::string access;         // JSON text (access_scope.h)
  std::string subject;        // of OpenID Connect, "issuer subject"; empty: none yet
  bool disabled = false;
  UtcMs created_at;
  friend bool operator==(const UserRow&, const UserRow&) = default;
};

// A browser that is logged in.
struct LoginRow {
  std::string hash;  // hex SHA-256 of what the cookie holds
  std::string user_id;
  std::string address, agent;  // where it was begun
  UtcMs created_at, used_at;
  friend bool operator==(const LoginRow&, const LoginRow&) = default;
};

// A link that sets a password, once.
struct InvitationRow {
  std::string hash;  // hex SHA-256 of what the link holds
  std::string user_id;
  UtcMs expires_at;
  friend bool operator==(const InvitationRow&, const InvitationRow&) = default;
};

struct PeopleRows {
  std::vector<UserRow> users;  // by login
  std::vector<LoginRow> logins;
  std::vector<InvitationRow> invitations;
  std::vector<std::string> open_bots;  // every member may edit these
};

// Fails with `conflict` when another user has the login.
struct PutUser {
  UserRow user;
};
// With logins and invitations.
struct RemoveUser {
  std::string id;
};
struct PutLogin {
  LoginRow login;
};
// A login that has ended meanwhile stays ended.
struct TouchLogin {
  std::string hash;
  UtcMs used_at;
};
struct RemoveLogin {
  std::string hash;
};
struct PutInvitation {
  InvitationRow invitation;
};
struct RemoveInvitations {
  std::string user_id;
};
struct PutBotAccess {
  std::string bot_id;
  bool open = false;
};
using PeopleChange = std::variant<PutUser, RemoveUser, PutLogin, TouchLogin, RemoveLogin, PutInvitation,
                                  RemoveInvitations, PutBotAccess>;

class Store;

// Where people are kept: in the same database as everything else, apart from the transactions of turns, which
// never touch them. Threading: any thread. Errors as those of Store.
class PeopleStore {
 public:
  virtual ~PeopleStore() = default;
  virtual Result<PeopleRows> people() = 0;
  // All or nothing, in order; returns when it is durable.
  virtual Ok change_people(std::vector<PeopleChange> changes) = 0;
  // Returns at once; a failure is logged. For marks whose loss does not matter.
  virtual void note_people(PeopleChange change) = 0;
};
// Part of the store. Throws std::logic_error for one that keeps no people.
PeopleStore& people_of(Store& store);

}  // namespace sb::store

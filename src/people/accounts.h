#pragma once
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/access_scope.h"
#include "store/people_rows.h"
#include "store/store.h"

namespace sb::people {

inline constexpr std::int64_t login_idle_ms = 12 * 3'600'000LL;       // unused for so long: over
inline constexpr std::int64_t login_total_ms = 7 * 24 * 3'600'000LL;  // over in any case
inline constexpr std::int64_t invitation_ms = 24 * 3'600'000LL;
inline constexpr std::size_t logins_per_user_max = 50;  // then the one unused for longest ends

// The people who may log in (spec 09 §8) and the browsers that are. Everything is kept in memory and written
// through to the store. Functions that check or set a password take some 20 ms; all others that change
// something wait for a commit: call them off the event loops. Threading: any thread.
class Accounts final {
 public:
  explicit Accounts(store::Store& store) : store_(store::people_of(store)) {}
  Ok load();

  std::vector<store::UserRow> users() const;
  std::optional<store::UserRow> find(std::string_view id) const;
  std::optional<store::UserRow> find_login(std::string_view login) const;
  // Somebody can log in with a password and administer.
  bool has_administrator() const;

  // Id and time are made here; a name is taken from the login. `invalid_input` with the member as `place`;
  // `conflict` for a login or an e-mail address that somebody has.
  Result<store::UserRow> add(store::UserRow user, UtcMs now);
  // Replaces what is known of the person, except password and time. Disabling ends the logins. `not_found`,
  // the refusals of `add`, and `conflict` for what would leave nobody to administer.
  Result<store::UserRow> change(store::UserRow user);
  Ok remove(const std::string& id);

  // Also ends every login and one-time link of the person. `invalid_input` says what is wrong with it.
  Ok set_password(const std::string& id, std::string_view password);
  // The person with this login and password, if there is one and it is not disabled. Takes as long when not.
  std::optional<store::UserRow> check_password(std::string_view login, std::string_view password) const;

  // What a one-time link holds; earlier ones of the person end.
  Result<std::string> invite(const std::string& id, UtcMs now);
  // Nullopt: used, too old, or never made.
  std::optional<store::UserRow> invited(std::string_view secret, UtcMs now) const;
  // Sets the password and ends the link. `unauthorized` when there is no such link (any more).
  Result<store::UserRow> accept_invitation(std::string_view secret, std::string_view password, UtcMs now);

  // What the cookie of a new login holds.
  Result<std::string> begin_login(const std::string& user_id, std::string address, std::string agent,
                                  UtcMs now);
  struct LoggedIn {
    store::UserRow user;
    std::string login_id;
  };
  // Who the cookie belongs to, and notes that it was used. Nullopt when nobody is logged in with it.
  std::optional<LoggedIn> who(std::string_view cookie, UtcMs now);
  struct Login {
    std::string id;
    std::string address, agent;
    UtcMs created_at, used_at;
  };
  // The latest first.
  std::vector<Login> logins(std::string_view user_id, UtcMs now) const;
  // `not_found`.
  Ok end_login(std::string_view user_id, std::string_view login_id);
  // What a page must send with every change, made of the cookie.
  static std::string csrf_token(std::string_view cookie);

  // What the person may do now.
  store::Scope scope_of(const store::UserRow& user) const;
  // Whether every member may edit the bot (spec 09 §8, OPEN).
  bool is_open(std::string_view bot_id) const;
  Ok set_open(const std::string& bot_id, bool open);
  // Gives the person a role for one bot, or none. `not_found`, `conflict` for an administrator.
  Ok set_role(const std::string& user_id, const std::string& bot_id, std::optional<store::Role> role);
  // What was said of a bot that is gone: a new one of the same name begins closed, with nobody in it.
  Ok forget_bot(const std::string& bot_id);

  // OpenID Connect: the account of this subject; else the one with this verified e-mail address, which gets
  // the subject. `forbidden` when there is none, or it is disabled or belongs to another subject.
  Result<store::UserRow> adopt(const std::string& subject, std::string_view verified_email);

 private:
  using Changes = std::vector<store::PeopleChange>;
  Ok check(const store::UserRow& user) const;
  Ok keep(const store::UserRow& user, Changes more = {});
  bool administrates(const store::UserRow& user) const;
  bool anybody_else_administrates(std::string_view id) const;
  Changes end_of(std::string_view user_id) const;
  void forget(std::string_view user_id);
  void drop_old_logins(std::string_view user_id, UtcMs now, Changes& changes);

  store::PeopleStore& store_;
  mutable std::mutex mutex_;
  std::mutex changes_;  // one change at a time, so that memory and store agree; taken before mutex_
  std::map<std::string, store::UserRow, std::less<>> users_;  // by id
  std::map<std::string, store::LoginRow> logins_;             // by hash
  std::map<std::string, store::InvitationRow> invitations_;   // by hash
  std::set<std::string, std::less<>> open_bots_;
};

// The form in which logins are compared: lower case, without white space around.
std::string login_form(std::string_view text);

}  // namespace sb::people

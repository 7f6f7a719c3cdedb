#include <stdexcept>

#include "base/log.h"
#include "store/sqlite_read_all.h"
#include "store/sqlite_store.h"

// People who may log in: few rows, read whole at the start.

namespace sb::store {
namespace {

Ok apply(Connection& connection, const PutUser& change) {
  const UserRow& u = change.user;
  Query put(
      connection,
      "INSERT INTO users (id, login, name, email, password_hash, access, subject, disabled, created_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET login = excluded.login, "
      "name = excluded.name, email = excluded.email, password_hash = excluded.password_hash, "
      "access = excluded.access, subject = excluded.subject, disabled = excluded.disabled");
  return put
      .bind(u.id, u.login, u.name, u.email, u.password_hash, u.access, u.subject, u.disabled, u.created_at)
      .run();
}

Ok apply(Connection& connection, const RemoveUser& change) {
  for (const char* sql : {"DELETE FROM users WHERE id = ?", "DELETE FROM logins WHERE user_id = ?",
                          "DELETE FROM invitations WHERE user_id = ?"}) {
    SB_TRYV(Query(connection, sql).bind(change.id).run());
  }
  return {};
}

Ok apply(Connection& connection, const PutLogin& change) {
  const LoginRow& l = change.login;
  Query put(connection,
            "INSERT OR REPLACE INTO logins (hash, user_id, address, agent, created_at, used_at) "
            "VALUES (?, ?, ?, ?, ?, ?)");
  return put.bind(l.hash, l.user_id, l.address, l.agent, l.created_at, l.used_at).run();
}

Ok apply(Connection& connection, const TouchLogin& change) {
  Query touch(connection, "UPDATE logins SET used_at = ? WHERE hash = ?");
  return touch.bind(change.used_at, change.hash).run();
}

Ok apply(Connection& connection, const RemoveLogin& change) {
  return Query(connection, "DELETE FROM logins WHERE hash = ?").bind(change.hash).run();
}

Ok apply(Connection& connection, const PutInvitation& change) {
  const InvitationRow& i = change.invitation;
  Query put(connection, "INSERT OR REPLACE INTO invitations (hash, user_id, expires_at) VALUES (?, ?, ?)");
  return put.bind(i.hash, i.user_id, i.expires_at).run();
}

Ok apply(Connection& connection, const RemoveInvitations& change) {
  return Query(connection, "DELETE FROM invitations WHERE user_id = ?").bind(change.user_id).run();
}

Ok apply(Connection& connection, const PutBotAccess& change) {
  return Query(connection, change.open ? "INSERT OR IGNORE INTO open_bots (bot_id) VALUES (?)"
                                       : "DELETE FROM open_bots WHERE bot_id = ?")
      .bind(change.bot_id)
      .run();
}

Ok apply_all(Connection& connection, const std::vector<PeopleChange>& changes) {
  for (const auto& change : changes) {
    SB_TRYV(std::visit([&](const auto& one) { return apply(connection, one); }, change));
  }
  return {};
}

}  // namespace

PeopleStore& people_of(Store& store) {
  auto* people = dynamic_cast<PeopleStore*>(&store);
  if (!people) throw std::logic_error("this store keeps no people");
  return *people;
}

Ok SqliteStore::change_people(std::vector<PeopleChange> changes) {
  return writer_->run(
      [&changes](Connection& connection, Applier&) { return apply_all(connection, changes); });
}

void SqliteStore::note_people(PeopleChange change) {
  writer_->post([changes = std::vector{std::move(change)}](Connection& connection, Applier&) {
    return apply_all(connection, changes);
  });
}

Result<PeopleRows> SqliteStore::people() {
  ReaderPool::Lease connection(*readers_);
  PeopleRows out;
  Query users(
      connection,
      "SELECT id, login, name, email, password_hash, access, subject, disabled, created_at FROM users "
      "ORDER BY login");
  SB_TRY(out.users, read_all<UserRow>(users, [](const Query& row) -> Result<UserRow> {
           return UserRow{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4),
                          row.text(5), row.text(6), row.flag(7), row.time(8)};
         }));
  Query logins(connection,
               "SELECT hash, user_id, address, agent, created_at, used_at FROM logins ORDER BY created_at");
  SB_TRY(out.logins, read_all<LoginRow>(logins, [](const Query& row) -> Result<LoginRow> {
           return LoginRow{row.text(0), row.text(1), row.text(2), row.text(3), row.time(4), row.time(5)};
         }));
  Query invitations(connection, "SELECT hash, user_id, expires_at FROM invitations ORDER BY expires_at");
  SB_TRY(out.invitations, read_all<InvitationRow>(invitations, [](const Query& row) -> Result<InvitationRow> {
           return InvitationRow{row.text(0), row.text(1), row.time(2)};
         }));
  Query open_bots(connection, "SELECT bot_id FROM open_bots ORDER BY bot_id");
  SB_TRY(out.open_bots, read_all<std::string>(
                            open_bots, [](const Query& row) -> Result<std::string> { return row.text(0); }));
  return out;
}

}  // namespace sb::store

#include "people/accounts.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/log.h"
#include "base/random.h"
#include "base/utf8.h"
#include "people/password.h"

namespace sb::people {
namespace {

using store::UserRow;

constexpr std::size_t login_bytes_max = 100, name_bytes_max = 200, email_bytes_max = 254;
constexpr std::size_t agent_bytes_max = 200, secret_bytes = 32, login_id_digits = 24;
constexpr std::int64_t touch_ms = 60'000;  // uses are noted this often

bool is_login_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '@' ||
         c == '+';
}

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && text.size() <= email_bytes_max &&
         std::none_of(text.begin(), text.end(), [](unsigned char c) { return c <= ' ' || c == 0x7F; });
}

std::string hash_of(std::string_view secret) {
  return hex(sha256(secret));
}

Error no_such_user() {
  return {ErrorCode::not_found, "there is no such user"};
}

}  // namespace

std::string login_form(std::string_view text) {
  return lower_ascii(trim_ascii(text));
}

Ok Accounts::load() {
  SB_TRY(auto rows, store_.people());
  std::lock_guard lock(mutex_);
  for (auto& user : rows.users) users_[user.id] = std::move(user);
  for (auto& login : rows.logins) logins_[login.hash] = std::move(login);
  for (auto& invitation : rows.invitations) invitations_[invitation.hash] = std::move(invitation);
  open_bots_ = {rows.open_bots.begin(), rows.open_bots.end()};
  return {};
}

std::vector<UserRow> Accounts::users() const {
  std::lock_guard lock(mutex_);
  std::vector<UserRow> out;
  for (const auto& [id, user] : users_) out.push_back(user);
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.login < b.login; });
  return out;
}

std::optional<UserRow> Accounts::find(std::string_view id) const {
  std::lock_guard lock(mutex_);
  const auto found = users_.find(id);
  return found == users_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<UserRow> Accounts::find_login(std::string_view login) const {
  const std::string wanted = login_form(login);
  std::lock_guard lock(mutex_);
  for (const auto& [id, user] : users_) {
    if (user.login == wanted) return user;
  }
  return std::nullopt;
}

bool Accounts::administrates(const UserRow& user) const {
  if (user.disabled || (user.password_hash.empty() && user.subject.empty())) return false;
  const auto scope = store::parse_scope(user.access);
  return !scope.has_error() && scope->role == store::Role::admin && scope->every_bot;
}

bool Accounts::anybody_else_administrates(std::string_view id) const {
  return std::any_of(users_.begin(), users_.end(),
                     [&](const auto& entry) { return entry.first != id && administrates(entry.second); });
}

bool Accounts::has_administrator() const {
  std::lock_guard lock(mutex_);
  return anybody_else_administrates("");
}

// What is wrong with the row, compared with all others.
Ok Accounts::check(const UserRow& user) const {
  const auto wrong = [](std::string place, std::string why) {
    return Error{ErrorCode::invalid_input, std::move(why), std::move(place)};
  };
  if (user.login.empty() || user.login.size() > login_bytes_max ||
      !std::all_of(user.login.begin(), user.login.end(), is_login_character))
    return wrong("login", "this must be 1 to 100 lower-case letters a-z, digits and . _ - + @");
  if (user.name.size() > name_bytes_max) return wrong("name", "this must have at most 200 bytes");
  if (!user.email.empty() && !is_email(user.email)) return wrong("email", "this must be an e-mail address");
  if (auto scope = store::parse_scope(user.access); scope.has_error())
    return wrong("role", scope.error().message);
  std::lock_guard lock(mutex_);
  for (const auto& [id, other] : users_) {
    if (id == user.id) continue;
    if (other.login == user.login) return Error{ErrorCode::conflict, "somebody has this login", "login"};
    if (!user.email.empty() && iequals_ascii(other.email, user.email))
      return Error{ErrorCode::conflict, "somebody has this e-mail address", "email"};
    if (!user.subject.empty() && other.subject == user.subject)
      return Error{ErrorCode::conflict, "somebody has this subject", "subject"};
  }
  return {};
}

// Writes the row, and `more` with it, then shows it.
Ok Accounts::keep(const UserRow& user, Changes more) {
  more.insert(more.begin(), store::PutUser{user});
  SB_TRYV(store_.change_people(std::move(more)));
  std::lock_guard lock(mutex_);
  users_[user.id] = user;
  return {};
}

Accounts::Changes Accounts::end_of(std::string_view user_id) const {
  std::lock_guard lock(mutex_);
  Changes out{store::RemoveInvitations{std::string(user_id)}};
  for (const auto& [hash, login] : logins_) {
    if (login.user_id == user_id) out.push_back(store::RemoveLogin{hash});
  }
  return out;
}

void Accounts::forget(std::string_view user_id) {
  std::lock_guard lock(mutex_);
  std::erase_if(logins_, [&](const auto& entry) { return entry.second.user_id == user_id; });
  std::erase_if(invitations_, [&](const auto& entry) { return entry.second.user_id == user_id; });
}

Result<UserRow> Accounts::add(UserRow user, UtcMs now) {
  std::lock_guard one(changes_);
  user.id = new_id24();
  user.created_at = now;
  user.password_hash.clear();
  if (user.name.empty()) user.name = user.login;
  SB_TRYV(check(user));
  SB_TRYV(keep(user));
  return user;
}

Result<UserRow> Accounts::change(UserRow user) {
  std::lock_guard one(changes_);
  const auto before = find(user.id);
  if (!before) return no_such_user();
  user.password_hash = before->password_hash;
  user.created_at = before->created_at;
  SB_TRYV(check(user));
  {
    std::lock_guard lock(mutex_);
    if (administrates(*before) && !administrates(user) && !anybody_else_administrates(user.id))
      return Error{ErrorCode::conflict, "nobody would be left to administer"};
  }
  SB_TRYV(keep(user, user.disabled ? end_of(user.id) : Changes{}));
  if (user.disabled) forget(user.id);
  return user;
}

Ok Accounts::remove(const std::string& id) {
  std::lock_guard one(changes_);
  {
    std::lock_guard lock(mutex_);
    const auto found = users_.find(id);
    if (found == users_.end()) return no_such_user();
    if (administrates(found->second) && !anybody_else_administrates(id))
      return Error{ErrorCode::conflict, "nobody would be left to administer"};
  }
  SB_TRYV(store_.change_people({store::RemoveUser{id}}));
  forget(id);
  std::lock_guard lock(mutex_);
  users_.erase(id);
  return {};
}

Ok Accounts::set_password(const std::string& id, std::string_view password) {
  auto user = find(id);
  if (!user) return no_such_user();
  if (auto fault = password_fault(password, user->login))
    return Error{ErrorCode::invalid_input, std::move(*fault), "password"};
  std::string hash = hash_password(password);
  std::lock_guard one(changes_);
  user = find(id);
  if (!user) return no_such_user();
  user->password_hash = std::move(hash);
  SB_TRYV(keep(*user, end_of(id)));
  forget(id);
  return {};
}

std::optional<UserRow> Accounts::check_password(std::string_view login, std::string_view password) const {
  auto user = find_login(login);
  const bool matches = password_matches(user ? user->password_hash : std::string(), password);
  if (!matches || !user || user->disabled) return std::nullopt;
  return user;
}

Result<std::string> Accounts::invite(const std::string& id, UtcMs now) {
  std::lock_guard one(changes_);
  if (!find(id)) return no_such_user();
  std::string secret = hex(random_bytes(secret_bytes));
  const store::InvitationRow row{hash_of(secret), id, now + invitation_ms};
  SB_TRYV(store_.change_people({store::RemoveInvitations{id}, store::PutInvitation{row}}));
  std::lock_guard lock(mutex_);
  std::erase_if(invitations_, [&](const auto& entry) { return entry.second.user_id == id; });
  invitations_[row.hash] = row;
  return secret;
}

std::optional<UserRow> Accounts::invited(std::string_view secret, UtcMs now) const {
  std::lock_guard lock(mutex_);
  const auto found = invitations_.find(hash_of(secret));
  if (found == invitations_.end() || found->second.expires_at <= now) return std::nullopt;
  const auto user = users_.find(found->second.user_id);
  if (user == users_.end() || user->second.disabled) return std::nullopt;
  return user->second;
}

Result<UserRow> Accounts::accept_invitation(std::string_view secret, std::string_view password, UtcMs now) {
  const Error no_link{ErrorCode::unauthorized, "this link was used, is too old, or is incomplete"};
  const auto user = invited(secret, now);
  if (!user) return no_link;
  if (auto fault = password_fault(password, user->login))
    return Error{ErrorCode::invalid_input, std::move(*fault), "password"};
  {
    // Whoever takes it out first has it.
    std::lock_guard lock(mutex_);
    if (invitations_.erase(hash_of(secret)) == 0) return no_link;
  }
  SB_TRYV(set_password(user->id, password));
  return *user;
}

void Accounts::drop_old_logins(std::string_view user_id, UtcMs now, Changes& changes) {
  std::lock_guard lock(mutex_);
  std::vector<std::pair<UtcMs, std::string>> own;
  for (auto entry = logins_.begin(); entry != logins_.end();) {
    const auto& login = entry->second;
    const bool over = now - login.used_at >= login_idle_ms || now - login.created_at >= login_total_ms;
    if (!over && login.user_id == user_id) own.emplace_back(login.used_at, entry->first);
    if (over) changes.push_back(store::RemoveLogin{entry->first});
    entry = over ? logins_.erase(entry) : std::next(entry);
  }
  std::sort(own.begin(), own.end());
  for (std::size_t i = 0; i + logins_per_user_max <= own.size(); ++i) {
    changes.push_back(store::RemoveLogin{own[i].second});
    logins_.erase(own[i].second);
  }
}

Result<std::string> Accounts::begin_login(const std::string& user_id, std::string address, std::string agent,
                                          UtcMs now) {
  std::lock_guard one(changes_);
  const auto user = find(user_id);
  if (!user || user->disabled) return no_such_user();
  std::string cookie = hex(random_bytes(secret_bytes));
  agent = is_valid_utf8(agent) ? std::string(utf8_prefix(agent, agent_bytes_max)) : std::string();
  const store::LoginRow row{hash_of(cookie), user_id, std::move(address), std::move(agent), now, now};
  Changes changes{store::PutLogin{row}};
  drop_old_logins(user_id, now, changes);
  SB_TRYV(store_.change_people(std::move(changes)));
  std::lock_guard lock(mutex_);
  logins_[row.hash] = row;
  return cookie;
}

std::optional<Accounts::LoggedIn> Accounts::who(std::string_view cookie, UtcMs now) {
  const std::string hash = hash_of(cookie);
  std::lock_guard lock(mutex_);
  const auto found = logins_.find(hash);
  if (found == logins_.end()) return std::nullopt;
  auto& login = found->second;
  if (now - login.used_at >= login_idle_ms || now - login.created_at >= login_total_ms) return std::nullopt;
  const auto user = users_.find(login.user_id);
  if (user == users_.end() || user->second.disabled) return std::nullopt;
  if (now - login.used_at >= touch_ms) {
    login.used_at = now;
    store_.note_people(store::TouchLogin{hash, now});
  }
  return LoggedIn{user->second, hash.substr(0, login_id_digits)};
}

std::vector<Accounts::Login> Accounts::logins(std::string_view user_id, UtcMs now) const {
  std::lock_guard lock(mutex_);
  std::vector<Login> out;
  for (const auto& [hash, login] : logins_) {
    if (login.user_id != user_id || now - login.used_at >= login_idle_ms ||
        now - login.created_at >= login_total_ms)
      continue;
    out.push_back(
        {hash.substr(0, login_id_digits), login.address, login.agent, login.created_at, login.used_at});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.used_at > b.used_at; });
  return out;
}

Ok Accounts::end_login(std::string_view user_id, std::string_view login_id) {
  std::lock_guard one(changes_);
  std::string hash;
  {
    std::lock_guard lock(mutex_);
    for (const auto& [known, login] : logins_) {
      if (login.user_id == user_id && known.substr(0, login_id_digits) == login_id) hash = known;
    }
    if (hash.empty()) return Error{ErrorCode::not_found, "there is no such login"};
    logins_.erase(hash);  // at once, whatever the disk says
  }
  return store_.change_people({store::RemoveLogin{hash}});
}

std::string Accounts::csrf_token(std::string_view cookie) {
  return hex(hmac_sha256(cookie, "signalbox csrf token"));
}

store::Scope Accounts::scope_of(const UserRow& user) const {
  auto scope = store::parse_scope(user.access);
  if (scope.has_error()) {
    log_error("the access of a user cannot be read", {{"userId", user.id}});
    return store::Scope{store::Role::read_only, false, {}, {}};
  }
  if (scope->every_bot) return std::move(*scope);
  std::lock_guard lock(mutex_);
  for (const auto& bot : open_bots_) scope->roles.try_emplace(bot, store::Role::edit);
  return std::move(*scope);
}

bool Accounts::is_open(std::string_view bot_id) const {
  std::lock_guard lock(mutex_);
  return open_bots_.contains(bot_id);
}

Ok Accounts::set_open(const std::string& bot_id, bool open) {
  std::lock_guard one(changes_);
  SB_TRYV(store_.change_people({store::PutBotAccess{bot_id, open}}));
  std::lock_guard lock(mutex_);
  if (open) {
    open_bots_.insert(bot_id);
  } else {
    open_bots_.erase(bot_id);
  }
  return {};
}

Ok Accounts::set_role(const std::string& user_id, const std::string& bot_id,
                      std::optional<store::Role> role) {
  std::lock_guard one(changes_);
  auto user = find(user_id);
  if (!user) return no_such_user();
  SB_TRY(auto scope, store::parse_scope(user->access));
  if (scope.every_bot) return Error{ErrorCode::conflict, "an administrator has every bot"};
  scope.roles.erase(bot_id);
  if (role) scope.roles[bot_id] = *role;
  user->access = store::scope_text(scope);
  return keep(*user);
}

Ok Accounts::forget_bot(const std::string& bot_id) {
  for (const auto& user : users()) {
    const auto scope = store::parse_scope(user.access);
    if (!scope.has_error() && scope->roles.contains(bot_id)) SB_TRYV(set_role(user.id, bot_id, std::nullopt));
  }
  return set_open(bot_id, false);
}

Result<UserRow> Accounts::adopt(const std::string& subject, std::string_view verified_email) {
  const Error refused{ErrorCode::forbidden, "there is no account for this person"};
  std::lock_guard one(changes_);
  std::optional<UserRow> found;
  for (const auto& user : users()) {
    if (user.subject == subject) found = user;
  }
  if (!found && !verified_email.empty()) {
    for (const auto& user : users()) {
      if (iequals_ascii(user.email, verified_email)) found = user;
    }
  }
  if (!found || found->disabled || (!found->subject.empty() && found->subject != subject)) return refused;
  if (found->subject.empty()) {
    found->subject = subject;
    SB_TRYV(keep(*found));
  }
  return *found;
}

}  // namespace sb::people

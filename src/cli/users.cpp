#include <filesystem>
#include <iostream>

#include "base/clock.h"
#include "cli/stored.h"
#include "people/accounts.h"
#include "people/password.h"

// Accounts in the data directory of a stopped server.

namespace sb::cli {
namespace {

struct OpenedAccounts {
  OpenedStore stored;
  std::unique_ptr<people::Accounts> accounts;
};

Result<OpenedAccounts> open_accounts(const StoreOptions& options) {
  std::filesystem::create_directories(options.data_directory);
  OpenedAccounts opened;
  SB_TRY(opened.stored, open_stored(options));
  opened.accounts = std::make_unique<people::Accounts>(*opened.stored.store);
  SB_TRYV(opened.accounts->load());
  return opened;
}

// "choochoo=edit" and its like, as the scope of a member.
Result<store::Scope> read_roles(const std::vector<std::string>& roles) {
  store::Scope scope{store::Role::read_only, false, {}, {}};
  for (const auto& text : roles) {
    const auto equals = text.rfind('=');
    const auto role = equals == std::string::npos ? std::nullopt : store::parse_role(text.substr(equals + 1));
    if (!role || *role == store::Role::admin || equals == 0)
      return Error{ErrorCode::invalid_input,
                   "must be BOT=ROLE with edit, read-only, nlp-only, bot-builder or agent", "--role " + text};
    scope.roles[text.substr(0, equals)] = *role;
  }
  return scope;
}

// The first line of the standard input: passwords do not belong on a command line.
std::string read_password() {
  std::string line;
  std::getline(std::cin, line);
  return line;
}

// Sets the password given, or makes a link; what to print.
Result<JsonObject> give_way_in(people::Accounts& accounts, const store::UserRow& user,
                               bool password_from_stdin) {
  JsonObject out{{"login", user.login}, {"id", user.id}};
  if (password_from_stdin) {
    SB_TRYV(accounts.set_password(user.id, read_password()));
    return out;
  }
  const UtcMs now = utc_now();
  SB_TRY(const auto secret, accounts.invite(user.id, now));
  std::cerr << "The link below sets the password, once; put the address of your server before it.\n";
  out["link"] = "/setup#" + secret;
  out["expiresAt"] = iso_text(now + people::invitation_ms);
  return out;
}

Result<JsonObject> add(const UserOptions& options) {
  SB_TRY(const auto roles, read_roles(options.roles));
  SB_TRY(auto opened, open_accounts(options.store));
  store::UserRow user;
  user.login = people::login_form(options.login);
  user.name = options.name;
  user.email = options.email;
  user.access =
      options.admin ? store::scope_text({store::Role::admin, true, {}, {}}) : store::scope_text(roles);
  if (options.password_from_stdin) {
    // Nothing is kept of an account whose password is refused.
    const std::string password = read_password();
    if (auto fault = people::password_fault(password, user.login))
      return Error{ErrorCode::invalid_input, *fault, "password"};
    SB_TRY(user, opened.accounts->add(std::move(user), utc_now()));
    SB_TRYV(opened.accounts->set_password(user.id, password));
    return JsonObject{{"login", user.login}, {"id", user.id}};
  }
  SB_TRY(user, opened.accounts->add(std::move(user), utc_now()));
  return give_way_in(*opened.accounts, user, false);
}

Result<store::UserRow> find(const OpenedAccounts& opened, const std::string& login) {
  auto user = opened.accounts->find_login(login);
  if (!user) return Error{ErrorCode::not_found, "there is no such user", login};
  return std::move(*user);
}

Result<JsonObject> set_disabled(const UserOptions& options, bool disabled) {
  SB_TRY(auto opened, open_accounts(options.store));
  SB_TRY(auto user, find(opened, options.login));
  user.disabled = disabled;
  SB_TRY(user, opened.accounts->change(std::move(user)));
  return JsonObject{{"login", user.login}, {"disabled", user.disabled}};
}

Result<JsonObject> password(const UserOptions& options) {
  SB_TRY(auto opened, open_accounts(options.store));
  SB_TRY(const auto user, find(opened, options.login));
  return give_way_in(*opened.accounts, user, options.password_from_stdin);
}

Result<JsonObject> list(const UserOptions& options) {
  SB_TRY(auto opened, open_accounts(options.store));
  JsonArray users;
  for (const auto& user : opened.accounts->users()) {
    SB_TRY(auto access, parse_json(user.access));
    users.push_back(JsonObject{{"login", user.login},
                               {"name", user.name},
                               {"email", user.email},
                               {"access", std::move(access)},
                               {"disabled", user.disabled},
                               {"hasPassword", !user.password_hash.empty()}});
  }
  return JsonObject{{"users", std::move(users)}};
}

Result<JsonObject> carry_out(const UserOptions& options) {
  switch (options.action) {
    case UserOptions::Action::add:
      return add(options);
    case UserOptions::Action::list:
      return list(options);
    case UserOptions::Action::disable:
      return set_disabled(options, true);
    case UserOptions::Action::enable:
      return set_disabled(options, false);
    case UserOptions::Action::password:
      break;
  }
  return password(options);
}

}  // namespace

int user(const UserOptions& options) {
  const auto done = carry_out(options);
  if (done.has_error()) return print_error(done.error()), exit_wrong;
  std::cout << to_json_text(*done) << '\n';
  return exit_ok;
}

}  // namespace sb::cli

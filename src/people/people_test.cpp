#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "people/accounts.h"
#include "people/login_limits.h"
#include "people/password.h"

namespace sb::people {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr UtcMs now{1'900'000'000'000};
constexpr std::string_view good = "correct horse battery";

TEST(Password, MatchesOnlyItself) {
  const std::string hash = hash_password(good);
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
  EXPECT_TRUE(password_matches(hash, good));
  EXPECT_FALSE(password_matches(hash, "correct horse batterx"));
  EXPECT_FALSE(password_matches("", ""));
  EXPECT_FALSE(password_matches("no hash", good));
  EXPECT_FALSE(password_matches(hash, std::string(password_bytes_max + 1, 'x')));
}

TEST(Password, FaultsAreNamed) {
  EXPECT_EQ(password_fault(good, "ann"), std::nullopt);
  EXPECT_EQ(password_fault("zwölf Zeichen", "ann"), std::nullopt);
  for (const auto* bad : {"", "short", "äöüäöüäöüäö", "aaaaaaaaaaaaaaaa", "Ann@Example.Org"})
    EXPECT_TRUE(password_fault(bad, "ann@example.org")) << bad;
  EXPECT_TRUE(password_fault(std::string(password_bytes_max, 'x') + "yz", "ann"));
}

TEST(LoginLimits, GuessesRunOut) {
  LoginLimits limits;
  for (int i = 0; i < LoginLimits::per_account_and_address; ++i)
    EXPECT_EQ(limits.attempt("ann", "192.0.2.1", now), std::nullopt);
  EXPECT_EQ(limits.attempt("ann", "192.0.2.1", now + 60'000), LoginLimits::window_ms - 60'000);
  EXPECT_EQ(limits.attempt("ann", "192.0.2.2", now), std::nullopt) << "another address is not locked out";
  EXPECT_EQ(limits.attempt("bob", "192.0.2.1", now), std::nullopt);
  EXPECT_EQ(limits.attempt("ann", "192.0.2.1", now + LoginLimits::window_ms), std::nullopt);
}

TEST(LoginLimits, OneAddressCannotTryManyAccounts) {
  LoginLimits limits;
  int heard = 0;
  for (int i = 0; i < 200; ++i) {
    // One network, many addresses.
    if (!limits.attempt("user" + std::to_string(i), "2001:db8::" + std::to_string(i), now)) ++heard;
  }
  EXPECT_EQ(heard, LoginLimits::per_address);
}

TEST(LoginLimits, WhoLogsInStartsAgain) {
  LoginLimits limits;
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(limits.attempt("ann", "192.0.2.1", now), std::nullopt);
    limits.succeeded("ann", "192.0.2.1");
  }
}

class AccountsTest : public ::testing::Test {
 protected:
  AccountsTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "people-test-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
    reopen();
  }
  ~AccountsTest() override {
    accounts.reset();
    store_.reset();
    std::filesystem::remove_all(directory_);
  }
  void reopen() {
    accounts.reset();
    store_.reset();
    store_ = std::move(store::open_sqlite_store({directory_}, Sealer({1, 2, 3}))).value();
    accounts = std::make_unique<Accounts>(*store_);
    EXPECT_FALSE(accounts->load().has_error());
  }
  std::string add(const std::string& login, const std::string& access = R"({"role":"member"})",
                  const std::string& email = "") {
    store::UserRow user;
    user.login = login;
    user.access = access;
    user.email = email;
    const auto added = accounts->add(std::move(user), now);
    EXPECT_FALSE(added.has_error()) << added.error().message;
    return added->id;
  }
  std::string directory_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Accounts> accounts;
};

TEST_F(AccountsTest, ALinkSetsThePasswordOnce) {
  const auto ann = add("ann");
  const auto first = accounts->invite(ann, now).value(), secret = accounts->invite(ann, now).value();
  EXPECT_FALSE(accounts->invited(first, now)) << "a new link ends the one before";
  reopen();
  EXPECT_TRUE(accounts->invited(secret, now));
  EXPECT_FALSE(accounts->invited(secret, now + invitation_ms));
  EXPECT_EQ(accounts->accept_invitation(secret, "short", now).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(accounts->accept_invitation(secret, good, now)->login, "ann");
  EXPECT_EQ(accounts->accept_invitation(secret, good, now).error().code, ErrorCode::unauthorized);
  reopen();
  EXPECT_FALSE(accounts->invited(secret, now));
  EXPECT_EQ(accounts->check_password(" Ann ", good)->id, ann);
  EXPECT_FALSE(accounts->check_password("ann", "wrong horse battery"));
  EXPECT_FALSE(accounts->check_password("bob", good));
}

TEST_F(AccountsTest, LoginsEnd) {
  const auto ann = add("ann"), bob = add("bob");
  const auto begin = [&](const std::string& user, UtcMs at) {
    return accounts->begin_login(user, "192.0.2.1", "Browser", at).value();
  };
  const auto cookie = begin(ann, now);
  EXPECT_EQ(accounts->who(cookie, now)->user.id, ann);
  EXPECT_FALSE(accounts->who("", now));
  EXPECT_FALSE(accounts->who(cookie.substr(1), now));
  reopen();
  EXPECT_TRUE(accounts->who(cookie, now + (login_idle_ms - 1))) << "a use keeps it";
  EXPECT_TRUE(accounts->who(cookie, now + login_idle_ms));
  EXPECT_FALSE(accounts->who(cookie, now + 3 * login_idle_ms));
  for (UtcMs at = now; at - now < login_total_ms; at = at + login_idle_ms / 2)
    EXPECT_TRUE(accounts->who(cookie, at));
  EXPECT_FALSE(accounts->who(cookie, now + login_total_ms));

  const auto one = begin(ann, now), two = begin(ann, now + 1), other = begin(bob, now);
  const auto id = accounts->who(one, now)->login_id;
  EXPECT_EQ(accounts->end_login(bob, id).error().code, ErrorCode::not_found);
  EXPECT_TRUE(accounts->end_login(ann, id));
  EXPECT_FALSE(accounts->who(one, now));
  EXPECT_TRUE(accounts->set_password(ann, good));
  EXPECT_FALSE(accounts->who(two, now)) << "a new password ends every login";
  auto row = *accounts->find(bob);
  row.disabled = true;
  EXPECT_FALSE(accounts->change(row).has_error());
  EXPECT_FALSE(accounts->who(other, now));
  EXPECT_TRUE(accounts->begin_login(bob, "", "", now).has_error());
  for (std::size_t i = 0; i < logins_per_user_max + 5; ++i) begin(ann, now + static_cast<std::int64_t>(i));
  EXPECT_THAT(accounts->logins(ann, now + 100), SizeIs(logins_per_user_max));
}

TEST_F(AccountsTest, SomebodyCanAlwaysAdminister) {
  const auto admin = R"({"role":"admin"})";
  const auto ann = add("ann", admin), bob = add("bob", admin);
  EXPECT_FALSE(accounts->has_administrator()) << "nobody has a password yet";
  EXPECT_TRUE(accounts->set_password(ann, good));
  EXPECT_TRUE(accounts->has_administrator());
  auto row = *accounts->find(ann);
  row.access = R"({"role":"member"})";
  EXPECT_EQ(accounts->change(row).error().code, ErrorCode::conflict);
  EXPECT_EQ(accounts->remove(ann).error().code, ErrorCode::conflict);
  EXPECT_TRUE(accounts->set_password(bob, good));
  EXPECT_TRUE(accounts->remove(ann));
  EXPECT_EQ(accounts->remove(ann).error().code, ErrorCode::not_found);
}

TEST_F(AccountsTest, RefusesWhatIsNoAccount) {
  add("ann", R"({"role":"member"})", "ann@example.org");
  const auto refusal = [&](const std::string& login, const std::string& email, const std::string& access) {
    store::UserRow user;
    user.login = login;
    user.email = email;
    user.access = access;
    const auto added = accounts->add(std::move(user), now);
    return added.has_error() ? added.error().place : "none";
  };
  const std::string member = R"({"role":"member"})";
  EXPECT_EQ(refusal("ann", "", member), "login");
  EXPECT_EQ(refusal("Ann", "", member), "login");
  EXPECT_EQ(refusal("", "", member), "login");
  EXPECT_EQ(refusal("a b", "", member), "login");
  EXPECT_EQ(refusal("ann2", "ANN@example.org", member), "email");
  EXPECT_EQ(refusal("ann2", "ann", member), "email");
  EXPECT_EQ(refusal("ann2", "", R"({"role":"king"})"), "role");
  EXPECT_EQ(refusal("ann2", "", R"({"role":"member","roles":{"a":"admin"}})"), "role");
}

TEST_F(AccountsTest, RolesAreForSingleBots) {
  using store::Right;
  using store::Role;
  const auto ann = add("ann", R"({"role":"member","roles":{"a":"edit"}})");
  const auto scope = [&] { return accounts->scope_of(*accounts->find(ann)); };
  EXPECT_TRUE(scope().allows(Right::edit_bot, "a"));
  EXPECT_FALSE(scope().covers("b"));
  EXPECT_FALSE(scope().allows_somewhere(Right::administer));
  EXPECT_TRUE(accounts->set_role(ann, "b", Role::agent));
  EXPECT_TRUE(accounts->set_open("c", true));
  EXPECT_TRUE(accounts->set_open("b", true));
  reopen();
  EXPECT_EQ(scope().role_for("b"), Role::agent) << "a role of one's own goes first";
  EXPECT_EQ(scope().role_for("c"), Role::edit);
  EXPECT_TRUE(accounts->forget_bot("b"));
  EXPECT_FALSE(scope().covers("b"));
  EXPECT_TRUE(accounts->set_role(ann, "a", std::nullopt));
  EXPECT_FALSE(scope().covers("a"));
}

TEST_F(AccountsTest, OpenIdFindsTheAccount) {
  const auto ann = add("ann", R"({"role":"member"})", "ann@example.org");
  EXPECT_EQ(accounts->adopt("issuer 1", "").error().code, ErrorCode::forbidden);
  EXPECT_EQ(accounts->adopt("issuer 1", "eve@example.org").error().code, ErrorCode::forbidden);
  EXPECT_EQ(accounts->adopt("issuer 1", "Ann@Example.org")->id, ann);
  EXPECT_EQ(accounts->adopt("issuer 1", "")->id, ann) << "from now on by the subject";
  EXPECT_EQ(accounts->adopt("issuer 2", "ann@example.org").error().code, ErrorCode::forbidden);
}

}  // namespace
}  // namespace sb::people

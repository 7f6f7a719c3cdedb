#include "api/people_pages.h"

#include <algorithm>

#include "api/people.h"
#include "base/log.h"
#include "people/open_id.h"

namespace sb::api {
namespace {

constexpr std::string_view html_type = "text/html; charset=utf-8";
constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

std::string page(std::string_view title, std::string_view script, std::string_view main_class,
                 std::string_view content) {
  std::string out = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>";
  out += title;
  out +=
      " · Signalbox</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
      "<meta name=\"robots\" content=\"noindex\"><link rel=\"stylesheet\" "
      "href=\"/assets/people/people.css\">";
  if (!script.empty()) {
    out += "<script src=\"/assets/people/";
    out += script;
    out += "\" defer></script>";
  }
  out += "</head><body><main class=\"";
  out += main_class;
  out += "\">";
  out += content;
  if (!script.empty()) out += "<noscript><p class=\"fault\">This page needs JavaScript.</p></noscript>";
  return out + "</main></body></html>\n";
}

// Posted by script only: without one the form goes nowhere, and nothing lands in an address.
constexpr std::string_view login_form =
    "<h1>Log in to Signalbox</h1><form id=\"form\" method=\"post\" action=\"/login\">"
    "<label for=\"login\">Login</label><input id=\"login\" name=\"login\" autocomplete=\"username\" "
    "autocapitalize=\"none\" spellcheck=\"false\" required autofocus>"
    "<label for=\"password\">Password</label><input id=\"password\" name=\"password\" type=\"password\" "
    "autocomplete=\"current-password\" required>"
    "<p class=\"fault\" role=\"alert\"></p><button>Log in</button></form>";

constexpr std::string_view open_id_link =
    "<p class=\"or\">or</p><a class=\"button\" id=\"openid\" href=\"/login/openid\">Log in with your "
    "organisation</a>";

constexpr std::string_view setup_form =
    "<h1>Set your password</h1><p id=\"waiting\" class=\"hint\">One moment …</p>"
    "<div id=\"refused\" hidden><p class=\"fault\" id=\"why\"></p><p>Ask an administrator for a new link. If "
    "you "
    "run this server, start it again: it prints a new one until somebody can administer.</p></div>"
    "<form id=\"form\" method=\"post\" action=\"/setup\" hidden><label for=\"login\">Login</label><input "
    "id=\"login\" name=\"login\" autocomplete=\"username\" readonly><label for=\"password\">Password</label>"
    "<input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"new-password\" "
    "minlength=\"12\" "
    "aria-describedby=\"rule\" required><p class=\"hint\" id=\"rule\">At least 12 characters. Several words "
    "are "
    "easier to keep in mind than signs.</p><label for=\"again\">The same again</label><input id=\"again\" "
    "name=\"again\" type=\"password\" autocomplete=\"new-password\" required>"
    "<p class=\"fault\" role=\"alert\"></p><button>Set password and log in</button></form>";

constexpr std::string_view home =
    "<div class=\"top\"><div><h1 id=\"name\">…</h1><p id=\"role\"></p></div>"
    "<button id=\"logout\" class=\"plain\" type=\"button\">Log out</button></div>"
    "<h2>My bots</h2><p id=\"no-bots\" class=\"hint\" hidden>No bot yet. An administrator gives you "
    "access.</p>"
    "<div class=\"scroll\"><table id=\"bots\" hidden><thead><tr><th scope=\"col\">Bot</th><th scope=\"col\">"
    "Role</th></tr></thead><tbody id=\"bot-rows\"></tbody></table></div>"
    "<p class=\"hint\"><a href=\"/manage/docs\">The management API</a> · <a href=\"/v1/docs\">REST API "
    "V1</a></p>"
    "<h2>Where I am logged in</h2><div class=\"scroll\"><table><thead><tr><th scope=\"col\">Browser</th>"
    "<th scope=\"col\">Address</th><th scope=\"col\">Last used</th><th scope=\"col\"><span "
    "class=\"sb-hidden\">"
    "End</span></th></tr></thead><tbody id=\"login-rows\"></tbody></table></div>"
    "<h2>Change my password</h2><form id=\"form\" method=\"post\" action=\"/manage\"><input id=\"user\" "
    "name=\"user\" autocomplete=\"username\" hidden><div id=\"current-part\"><label for=\"current\">Password "
    "now"
    "</label><input id=\"current\" name=\"current\" type=\"password\" "
    "autocomplete=\"current-password\"></div>"
    "<label for=\"password\">New password</label><input id=\"password\" name=\"password\" type=\"password\" "
    "autocomplete=\"new-password\" minlength=\"12\" required><label for=\"again\">The same "
    "again</label><input "
    "id=\"again\" name=\"again\" type=\"password\" autocomplete=\"new-password\" required>"
    "<p class=\"fault\" role=\"alert\"></p><p class=\"done\" role=\"status\" id=\"changed\"></p>"
    "<button>Change password</button></form>";

void add_page(http::Router& router, std::string_view path, std::string html) {
  router.add("GET", path,
             [html = std::move(html)](http::InboundRequest, http::RouteParams, const http::Respond& respond) {
               auto response = http::text_response(200, html_type, html);
               response.headers.set("Content-Security-Policy", std::string(policy));
               response.headers.set("Cache-Control", "no-store");
               response.headers.set("Referrer-Policy", "no-referrer");
               respond(std::move(response));
             });
}

void add_files(http::Router& router, EmbeddedFiles files) {
  router.add(
      "GET", "/assets/people/{file}",
      [files](const http::InboundRequest&, const http::RouteParams& params, const http::Respond& respond) {
        const auto* file = find_embedded(files, params.get("file"));
        if (!file) return respond(http::error_response({ErrorCode::not_found, "there is no such file"}));
        const bool style = file->name.ends_with(".css");
        auto response =
            http::text_response(200, style ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8",
                                std::string(file->bytes));
        response.headers.set("Cache-Control", "no-cache");
        respond(std::move(response));
      });
}

// --- OpenID Connect ---

constexpr std::string_view pending_cookie = "signalbox-openid";
constexpr std::int64_t pending_seconds = 600;

std::string pending_cookie_name(bool tls) {
  return (tls ? "__Host-" : "") + std::string(pending_cookie);
}

http::OutboundResponse redirect(std::string to) {
  http::OutboundResponse response{303, {}, {}};
  response.headers.set("Location", std::move(to));
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("Referrer-Policy", "no-referrer");
  return response;
}

// What happened is in the log: the words of a provider, or of somebody who forged its answer, are not shown.
http::OutboundResponse refusal(const Error& error, const char* where) {
  log_warn("a login by OpenID Connect failed", {{"at", where}, {"error", error.message}});
  const bool unknown = error.code == ErrorCode::forbidden || error.code == ErrorCode::unauthorized;
  std::string text = "<h1>You are not logged in</h1><p>";
  text += unknown
              ? "There is no account for you here, or this login took too long. Ask an administrator, or try "
                "again."
              : "Your organisation's login does not answer as it should. Try again later.";
  text += "</p><a class=\"button\" href=\"/login\">Back</a>";
  auto response = http::text_response(unknown ? 403 : 502, html_type, page("Log in", "", "", text));
  response.headers.set("Content-Security-Policy", std::string(policy));
  response.headers.set("Cache-Control", "no-store");
  return response;
}

void begin_open_id(const Deps& deps, const http::InboundRequest& request, const http::Respond& respond) {
  const std::string* wanted = request.find_query("next");
  const bool tls = over_tls(request, deps.browser);
  deps.open_id->begin(safe_next(wanted ? *wanted : ""), deps.now(),
                      [respond, tls](const Result<people::OpenId::Begun>& begun) {
                        if (begun.has_error()) return respond(refusal(begun.error(), "begin"));
                        auto response = redirect(begun->url);
                        response.headers.set("Set-Cookie", set_cookie(pending_cookie_name(tls),
                                                                      begun->browser, pending_seconds, tls));
                        respond(std::move(response));
                      });
}

// On the pool: this waits for the disk.
void welcome(const Deps& deps, const http::InboundRequest& request, const http::Respond& respond,
             const people::OpenId::Identity& identity) {
  const auto user = deps.accounts->adopt(identity.subject, identity.verified_email);
  if (user.has_error()) return respond(refusal(user.error(), "account"));
  auto response = redirect(identity.next);
  if (auto begun = begin_login(deps, request, *user, deps.now(), response); begun.has_error())
    return respond(refusal(begun.error(), "login"));
  const bool tls = over_tls(request, deps.browser);
  response.headers.add("Set-Cookie", set_cookie(pending_cookie_name(tls), "", 0, tls));
  response.headers.add("Set-Cookie", set_provider_cookie(identity.id_token, tls));
  audit_person(deps, &*user, "logInByOpenId", "users/" + user->id, 303, deps.now());
  respond(std::move(response));
}

void finish_open_id(const Deps& deps, http::InboundRequest request, const http::Respond& respond) {
  const auto given = [&](std::string_view name) {
    const std::string* value = request.find_query(name);
    return value ? *value : std::string();
  };
  const auto browser = find_cookie(request, pending_cookie_name(over_tls(request, deps.browser)));
  people::OpenId::Return returned{given("state"), given("code"), given("error"), given("iss"),
                                  std::string(browser)};
  const auto shared = std::make_shared<http::InboundRequest>(std::move(request));
  deps.open_id->finish(
      std::move(returned), deps.now(), [deps, shared, respond](const Result<people::OpenId::Identity>& who) {
        if (who.has_error()) return respond(refusal(who.error(), "return"));
        deps.pool.run([deps, shared, respond, who = *who] { welcome(deps, *shared, respond, who); });
      });
}

void add_open_id(http::Router& router, const Deps& deps) {
  router.add("GET", "/login/openid",
             [deps](const http::InboundRequest& request, const http::RouteParams&,
                    const http::Respond& respond) { begin_open_id(deps, request, respond); });
  router.add("GET", "/login/openid/return",
             [deps](http::InboundRequest request, const http::RouteParams&, const http::Respond& respond) {
               finish_open_id(deps, std::move(request), respond);
             });
}

}  // namespace

std::string safe_next(std::string_view wanted) {
  const bool path = wanted.starts_with('/') && !wanted.starts_with("//") &&
                    std::all_of(wanted.begin(), wanted.end(),
                                [](unsigned char c) { return c > ' ' && c < 0x7F && c != '\\'; });
  return path ? std::string(wanted) : "/manage";
}

void add_people_pages(http::Router& router, const Deps& deps, EmbeddedFiles files) {
  std::string login(login_form);
  if (deps.open_id) login += open_id_link;
  add_page(router, "/login", page("Log in", "login.js", "", login));
  add_page(router, "/setup", page("Set your password", "setup.js", "", setup_form));
  add_page(router, "/manage", page("My account", "home.js", "wide", home));
  add_files(router, files);
  if (deps.open_id) add_open_id(router, deps);
}

}  // namespace sb::api

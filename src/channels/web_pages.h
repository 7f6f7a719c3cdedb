#pragma once
#include <string>
#include <string_view>

#include "base/embedded_file.h"
#include "channels/web_config.h"
#include "http/exchange.h"

namespace sb::channels {

// The browser files of the widget, with the version that stands in their addresses.
class WebAssets final {
 public:
  explicit WebAssets(EmbeddedFiles files);

  // "/chatbox/assets/<version>/"
  const std::string& folder() const { return folder_; }
  const std::string& version() const { return version_; }
  // nullptr when there is none.
  const EmbeddedFile* find(std::string_view name) const { return find_embedded(files_, name); }
  // Immutable when the address holds the right version. 404 for names that are none.
  http::OutboundResponse answer(std::string_view version, std::string_view name,
                                std::string_view accept_encoding) const;

 private:
  EmbeddedFiles files_;
  std::string version_, folder_;
};

// The chat page for a host page of `parent_origin`, which alone may frame it.
http::OutboundResponse chat_page(const WebAssets& assets, const WebConfig& config,
                                 const std::string& channel_id, const std::string& parent_origin,
                                 const std::string& grant);
// The script that defines `chatlayer`.
http::OutboundResponse sdk_script(const WebAssets& assets, const WebConfig& config,
                                  const std::string& channel_id);
// A page of our own that shows the widget.
http::OutboundResponse preview_page(const WebAssets& assets, const WebConfig& config,
                                    const std::string& channel_id);
// A page that says why there is no chat.
http::OutboundResponse refusal_page(int status, std::string_view text);

}  // namespace sb::channels

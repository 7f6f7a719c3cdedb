-- wrk script: plain turns of the ledger bot, 5,000 sessions, contents that differ.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("SIGNALBOX_TOKEN")
local path = "/v1/channels/webhook/aaaaaaaaaaaaaaaaaaaaaaaa/messages"
local n = tonumber(os.getenv("BENCH_OFFSET") or "0")
local sessions = tonumber(os.getenv("BENCH_SESSIONS") or "5000")
request = function()
  n = n + 1
  local body = '{"conversationId":"bench-session-' .. (n % sessions) .. '","sessionData":{"filler":"' .. n ..
    string.rep("x", 200) .. '"},"message":{"textMessage":{"text":"count"}}}'
  return wrk.format(nil, path, nil, body)
end
local pause = os.getenv("BENCH_DELAY_MS")
if pause then delay = function() return tonumber(pause) end end

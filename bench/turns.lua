-- wrk script: plain turns of the ledger bot ("count" runs a Go To and a bot message), BENCH_SESSIONS sessions in turn. Every
-- row differs: ids are random, and what is sealed has a nonce of its own.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("SIGNALBOX_TOKEN")
local path = "/v1/channels/webhook/aaaaaaaaaaaaaaaaaaaaaaaa/messages"
local sessions = tonumber(os.getenv("BENCH_SESSIONS") or "5000")
local n = 0
request = function()
  n = n + 1
  return wrk.format(nil, path, nil,
    '{"conversationId":"bench-session-' .. (n % sessions) .. '","message":{"textMessage":{"text":"count"}}}')
end
local pause = os.getenv("BENCH_DELAY_MS")
if pause then delay = function() return tonumber(pause) end end

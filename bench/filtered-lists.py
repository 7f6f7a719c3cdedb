#!/usr/bin/env python3
"""What filtered lists of conversations cost before they were counted as they begin, and now: both forms of the queries in one database
of 100,000 conversations, with the schema of src/store. Prints p50 / p99 in ms of 200 runs."""
import pathlib, re, sqlite3, tempfile, time

store = pathlib.Path(__file__).parent.parent / "src/store"
schema = re.findall(r'constexpr const char\* \w+ = R"sql\((.*?)\)sql"', (store / "sqlite_schema.cpp").read_text(), re.S)
reads = (store / "sqlite_history.cpp").read_text()
conditions = "".join(re.findall(r'"([^"]*)"', re.search(r"#define SB_CONVERSATION_FILTER(.*?)\n\n", reads, re.S).group(1)))
conversations, runs = 100_000, 200

LIST = "SELECT c.row FROM conversations c INDEXED BY {} AND " + conditions + "AND c.row < ?13 ORDER BY c.row DESC LIMIT ?14 OFFSET ?15"
COUNT_BEFORE = "SELECT count(*) FROM conversations c WHERE " + conditions
COUNT_NOW = ("SELECT coalesce(sum(c.conversations), 0) FROM conversation_counts c WHERE c.bot = ?1 AND (?2 OR c.latest <> 0) "
             "AND (?3 OR c.emulator = 0) AND (?4 = '' OR c.channel_type = ?4) AND (?5 = '' OR c.language = ?5) "
             "AND (?6 IS NULL OR c.handed_over = ?6) AND (NOT ?7 OR c.has_user_message <> 0)")
BOT, CHANNEL = "conversations_by_bot WHERE TRUE", "conversations_by_channel WHERE c.channel_type = ?7"
LANGUAGE, HANDED_OVER = "conversations_by_language WHERE c.language = ?8", "conversations_handed_over WHERE c.handed_over <> 0"
# name, bursts, channel, language, handed over, with user message, the index now
CASES = [("one channel", 0, "web", "", None, 0, CHANNEL), ("a channel nobody has", 0, "none", "", None, 0, CHANNEL),
         ("one language", 0, "", "nl", None, 0, LANGUAGE), ("handed over, one in 500", 1, "", "", 1, 1, HANDED_OVER),
         ("with a user message", 1, "", "", None, 1, BOT)]


def timed(database, sql, values):
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        rows = database.execute(sql, values).fetchall()
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    return rows, f"{times[runs // 2]:.2f} / {times[runs * 99 // 100]:.2f}"


with tempfile.TemporaryDirectory() as folder:
    database = sqlite3.connect(folder + "/bench.db")
    for step in schema:
        database.executescript(step)
    database.executemany(
        "INSERT INTO conversations (row, session_row, bot, session_id, channel_type, language, first_name, last_name, started_at, "
        "last_message_at, has_user_message, handed_over, emulator) VALUES (?, ?, 1, ?, ?, ?, '', '', ?, ?, 1, ?, 0)",
        ((i, i, f"user-{i}", "webHook" if i % 3 else "web", "en" if i % 5 else "nl", i, i, i % 500 == 0)
         for i in range(1, conversations + 1)))
    database.commit()
    for name, bursts, channel, language, handed_over, said, index in CASES:
        before = [1, bursts, 0, None, None, "", channel, language, "", "", handed_over, said]
        page = before + [2**60, 50, 0]
        old_count, old_count_ms = timed(database, COUNT_BEFORE, before)
        new_count, new_count_ms = timed(database, COUNT_NOW, [1, bursts, 0, channel, language, handed_over, said])
        old_page, old_page_ms = timed(database, LIST.format(BOT), page)
        new_page, new_page_ms = timed(database, LIST.format(index), page)
        assert (old_count, old_page) == (new_count, new_page), name
        print(f"{name:26} count {old_count_ms} -> {new_count_ms}   page {old_page_ms} -> {new_page_ms}")

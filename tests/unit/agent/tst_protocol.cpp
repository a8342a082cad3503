#include <QTest>

#include <nlohmann/json.hpp>

#include "action.h"
#include "jsonrpc.h"
#include "linebuffer.h"
#include "messages.h"
#include "servicemessages.h"
#include "text.h"

using namespace ca::protocol;
using nlohmann::json;
using namespace Qt::StringLiterals;

class TestProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesSurviveTheWire_data();
    void messagesSurviveTheWire();
    void misshapenMessagesAreRefused_data();
    void misshapenMessagesAreRefused();
    void actionsReadThePlanFormat();
    void callsAreRead_data();
    void callsAreRead();
    void badLinesAreRefused_data();
    void badLinesAreRefused();
    void invalidUtf8IsReplaced();
    void linesAreCut_data();
    void linesAreCut();
    void overlongLineIsRefused();
    void manySmallLinesAreLinear();
    void textIsCutAtCharacters_data();
    void textIsCutAtCharacters();
};

namespace {

/// Out and back in: what a field loses on the way shows in the second JSON.
template <typename Value>
json again(const json &object)
{
    return object.get<Value>();
}

using Again = json (*)(const json &);

const json jobJson = {{"job_id", "j"},          {"prompt", "p"},          {"provider", "runbook"},
                      {"system_prompt", "s"},   {"network", "n"},         {"git", "https://g"},
                      {"inputs", {"a", "b"}},   {"context_tokens", 8192}, {"sees_images", true},
                      {"needs_approval", true}, {"max_steps", 3},         {"log_bytes", 1U << 20U},
                      {"max_processes", 64},    {"max_file_bytes", 5},    {"step_timeout_seconds", 9},
                      {"rejoin_seconds", 30}};
const json plannedJson = {{"type", "a"}, {"description", "b"}, {"code", "c"}};
const json planJson = {{"steps", json::array({plannedJson})}, {"round", 2}, {"summary", "s"}};
const json positionJson = {{"out", 5}, {"err", 18446744073709551615U}};
const json startedJson = {{"number", 2},     {"type", "python_code"}, {"description", "d"}, {"code", "c"},
                          {"filename", "f"}, {"time", 1700000000000}, {"log", positionJson}};
const json finishedStepJson = {{"number", 2}, {"exit_code", 137},    {"timed_out", true},     {"error", "e"},
                               {"time", 7},   {"log", positionJson}, {"artifacts", {"a.png"}}};
const json finishedJson = {{"status", "error"}, {"exit_code", 3}, {"limit", "steps"},
                           {"error", "e"},      {"summary", "s"}, {"dropped_bytes", 12}};

json without(json object, const char *key)
{
    object.erase(key);
    return object;
}

json with(json object, const char *key, json value)
{
    object[key] = std::move(value);
    return object;
}

} // namespace

Q_DECLARE_METATYPE(Again)
Q_DECLARE_METATYPE(json)

void TestProtocol::messagesSurviveTheWire_data()
{
    QTest::addColumn<Again>("readAndWrite");
    QTest::addColumn<json>("object");
    QTest::newRow("job") << Again(again<JobDescription>) << jobJson;
    QTest::newRow("rejoin") << Again(again<Rejoin>) << json{{"paused", true}};
    QTest::newRow("rejoined") << Again(again<RejoinAnswer>) << json{{"last_step", 7}, {"finished", true}};
    QTest::newRow("plan") << Again(again<PlanMade>) << planJson;
    QTest::newRow("empty plan") << Again(again<PlanMade>) << with(planJson, "steps", json::array());
    QTest::newRow("pruned") << Again(again<ContextPruned>) << json{{"entries", 3}, {"before", 9}, {"after", 4}};
    QTest::newRow("question") << Again(again<CompletionRequest>)
                              << json{{"messages",
                                       json::array({json{{"role", "user"}, {"content", "c"}, {"images", {"a.png"}}}})}};
    QTest::newRow("answer")
        << Again(again<CompletionAnswer>)
        << json{{"text", "t"}, {"is_cut_off", true}, {"provider", "p"}, {"model", "m"}, {"context_tokens", 8192}};
    QTest::newRow("approval asked") << Again(again<ApprovalRequest>) << planJson;
    QTest::newRow("approval") << Again(again<ApprovalAnswer>) << json{{"is_approved", true}, {"comment", "c"}};
    QTest::newRow("message") << Again(again<PersonMessage>) << json{{"text", "t"}};
    QTest::newRow("step started") << Again(again<StepStarted>) << startedJson;
    QTest::newRow("step finished") << Again(again<StepFinished>) << finishedStepJson;
    QTest::newRow("service wanted")
        << Again(again<ServiceStart>)
        << json{{"service", "desktop"}, {"width", 1280}, {"height", 800}, {"token", "t"}, {"base_url", "/b/"}};
    QTest::newRow("service unwanted") << Again(again<ServiceStop>) << json{{"service", "notebook"}};
    QTest::newRow("connection wanted") << Again(again<ServiceConnect>) << json{{"service", "desktop"}, {"ticket", "t"}};
    QTest::newRow("service changed") << Again(again<ServiceChanged>)
                                     << json{{"service", "desktop"}, {"state", "ready"}, {"text", "t"}};
    QTest::newRow("note") << Again(again<Note>) << json{{"text", "t"}};
    QTest::newRow("job finished") << Again(again<JobFinished>) << finishedJson;
    QTest::newRow("no exit code") << Again(again<JobFinished>) << with(finishedJson, "exit_code", nullptr);
    QTest::newRow("action")
        << Again(again<Action>)
        << json{{"type", "file_operation"}, {"description", "d"}, {"command", "c"}, {"filename", "f"},
                {"operation", "append"},    {"continue", true},   {"timeout", 4}};
}

void TestProtocol::messagesSurviveTheWire()
{
    QFETCH(Again, readAndWrite);
    QFETCH(json, object);
    const json result = readAndWrite(object);
    QCOMPARE(result.dump(), object.dump());
}

void TestProtocol::misshapenMessagesAreRefused_data()
{
    QTest::addColumn<Again>("readAndWrite");
    QTest::addColumn<json>("object");
    QTest::newRow("field missing") << Again(again<JobDescription>) << without(jobJson, "prompt");
    QTest::newRow("text for number") << Again(again<JobDescription>) << with(jobJson, "max_steps", "3");
    QTest::newRow("fraction for number") << Again(again<JobDescription>) << with(jobJson, "max_steps", 1e300);
    QTest::newRow("negative size") << Again(again<JobDescription>) << with(jobJson, "log_bytes", -1);
    QTest::newRow("number too large") << Again(again<StepFinished>) << with(finishedStepJson, "exit_code", 1LL << 40);
    QTest::newRow("no position") << Again(again<StepStarted>) << with(startedJson, "log", json::object());
    QTest::newRow("steps are no list") << Again(again<PlanMade>) << with(planJson, "steps", 1);
    QTest::newRow("no last step") << Again(again<RejoinAnswer>) << json{{"finished", true}};
    QTest::newRow("paused is no truth value") << Again(again<Rejoin>) << json{{"paused", 1}};
    QTest::newRow("no ticket") << Again(again<ServiceConnect>) << json{{"service", "desktop"}};
    QTest::newRow("width is no number")
        << Again(again<ServiceStart>)
        << json{{"service", "desktop"}, {"width", "w"}, {"height", 1}, {"token", ""}, {"base_url", ""}};
    QTest::newRow("no object") << Again(again<Note>) << json::array({1});
    QTest::newRow("unknown type") << Again(again<Action>) << json{{"type", "magic"}};
    QTest::newRow("unknown operation") << Again(again<Action>) << json{{"type", "file_operation"}, {"operation", "rm"}};
}

void TestProtocol::misshapenMessagesAreRefused()
{
    QFETCH(Again, readAndWrite);
    QFETCH(json, object);
    QVERIFY_THROWS_EXCEPTION(json::exception, readAndWrite(object));
}

void TestProtocol::actionsReadThePlanFormat()
{
    const auto action = json::parse(R"j({"type":"python_code","description":"d","command":"print(1)"})j").get<Action>();
    QCOMPARE(action.type, ActionType::PythonCode);
    QCOMPARE(action.command, std::string("print(1)"));
    QVERIFY(action.filename.empty() && !action.keepGoing && !action.timeoutSeconds);
}

void TestProtocol::callsAreRead_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("id");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, std::string line, Message::Kind kind, qint64 id, const char *text) {
        QTest::newRow(name) << QByteArray::fromStdString(line) << static_cast<int>(kind) << id << QByteArray(text);
    };
    row("request", requestLine(7, "job.get", json::object()), Message::Kind::Request, 7, "job.get{}");
    row("notification", notificationLine("event", json{{"a", 1}}), Message::Kind::Notification, -1, "event{\"a\":1}");
    row("no params", R"({"jsonrpc":"2.0","method":"job.cancel"})", Message::Kind::Notification, -1, "job.cancel{}");
    row("response", responseLine(8, json{{"b", "x"}}), Message::Kind::Response, 8, "{\"b\":\"x\"}");
    row("error", errorLine(9, -32601, "no"), Message::Kind::Error, 9, "null-32601no");
    row("error without id", errorLine({}, -32600, "bad"), Message::Kind::Error, -1, "null-32600bad");
}

void TestProtocol::callsAreRead()
{
    QFETCH(QByteArray, line);
    const auto message = parseMessage(line.toStdString());
    QVERIFY2(message.has_value(), message ? "" : message.error().c_str());
    QTEST(static_cast<int>(message->kind), "kind");
    QTEST(static_cast<qint64>(message->id.value_or(-1)), "id");
    std::string text = message->method + message->body.dump();
    if (message->kind == Message::Kind::Error)
        text += std::to_string(message->errorCode) + message->errorMessage;
    QTEST(QByteArray::fromStdString(text), "text");
}

void TestProtocol::badLinesAreRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("hello");
    QTest::newRow("no object") << QByteArray("[1]");
    QTest::newRow("no version") << QByteArray(R"({"method":"a"})");
    QTest::newRow("old version") << QByteArray(R"({"jsonrpc":"1.0","method":"a"})");
    QTest::newRow("method is no text") << QByteArray(R"({"jsonrpc":"2.0","method":1})");
    QTest::newRow("id is text") << QByteArray(R"({"jsonrpc":"2.0","id":"1","method":"a"})");
    QTest::newRow("neither call nor answer") << QByteArray(R"({"jsonrpc":"2.0","id":1})");
    QTest::newRow("response without id") << QByteArray(R"({"jsonrpc":"2.0","result":1})");
    QTest::newRow("error is no object") << QByteArray(R"({"jsonrpc":"2.0","id":1,"error":2})");
    QTest::newRow("deep") << R"({"jsonrpc":"2.0","method":"a","params":)" + QByteArray(1'000'000, '[') +
                                 QByteArray(1'000'000, ']') + '}';
}

void TestProtocol::badLinesAreRefused()
{
    QFETCH(QByteArray, line);
    QVERIFY(!parseMessage(line.toStdString()).has_value());
}

void TestProtocol::invalidUtf8IsReplaced()
{
    const auto message = parseMessage(notificationLine("event", json{{"a", "x\xFF"}}));
    QVERIFY(message.has_value());
    QCOMPARE(message->body.at("a").get<std::string>(), std::string("x\xEF\xBF\xBD"));
}

void TestProtocol::linesAreCut_data()
{
    QTest::addColumn<QByteArrayList>("parts");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::newRow("one") << QByteArrayList{"a\n"} << QByteArrayList{"a"};
    QTest::newRow("two at once") << QByteArrayList{"a\nb\n"} << QByteArrayList{"a", "b"};
    QTest::newRow("in pieces") << QByteArrayList{"a", "b", "\nc", "d\n"} << QByteArrayList{"ab", "cd"};
    QTest::newRow("empty line") << QByteArrayList{"\n\na\n"} << QByteArrayList{"", "", "a"};
    QTest::newRow("open line stays") << QByteArrayList{"a\nrest"} << QByteArrayList{"a"};
}

void TestProtocol::linesAreCut()
{
    QFETCH(QByteArrayList, parts);
    LineBuffer buffer;
    QByteArrayList lines;
    for (const auto &part : parts) {
        QVERIFY(buffer.append(part.toStdString()));
        while (const auto line = buffer.takeLine())
            lines.append(QByteArray::fromStdString(*line));
    }
    QTEST(lines, "lines");
}

void TestProtocol::overlongLineIsRefused()
{
    LineBuffer exact;
    QVERIFY(exact.append(std::string(maxLineBytes, 'x')));
    QVERIFY(exact.append("\n"));
    QCOMPARE(exact.takeLine()->size(), maxLineBytes);
    LineBuffer over;
    QVERIFY(over.append(std::string(maxLineBytes, 'x')));
    QVERIFY(!over.append("x"));
    LineBuffer whole;
    std::string line(maxLineBytes + 1, 'x');
    line.push_back('\n');
    QVERIFY(!whole.append(line));
}

void TestProtocol::manySmallLinesAreLinear()
{
    constexpr int count = 2'000'000;
    LineBuffer buffer;
    QVERIFY(buffer.append(QByteArray("abcdefg\n").repeated(count).toStdString()));
    int found = 0;
    while (buffer.takeLine())
        ++found;
    QCOMPARE(found, count);
    for (int i = 0; i < 4'000'000; ++i)
        QVERIFY(buffer.append("x"));
    QVERIFY(!buffer.takeLine());
}

void TestProtocol::textIsCutAtCharacters_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("max");
    QTest::addColumn<QByteArray>("cut");
    QTest::newRow("fits") << QByteArray("abc") << 3 << QByteArray("abc");
    QTest::newRow("ascii") << QByteArray("abcd") << 3 << QByteArray("abc");
    QTest::newRow("inside two bytes") << QByteArray("abä") << 3 << QByteArray("ab");
    QTest::newRow("inside four bytes") << QByteArray("a\xF0\x9F\x98\x80") << 4 << QByteArray("a");
    QTest::newRow("after four bytes") << QByteArray("a\xF0\x9F\x98\x80z") << 5 << QByteArray("a\xF0\x9F\x98\x80");
    QTest::newRow("continuation bytes only") << QByteArray(100, '\x80') << 50 << QByteArray(47, '\x80');
}

void TestProtocol::textIsCutAtCharacters()
{
    QFETCH(QByteArray, text);
    QFETCH(int, max);
    QTEST(QByteArray::fromStdString(cutToBytes(text.toStdString(), static_cast<std::size_t>(max))), "cut");
}

QTEST_APPLESS_MAIN(TestProtocol)
#include "tst_protocol.moc"

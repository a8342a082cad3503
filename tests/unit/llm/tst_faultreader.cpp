#include <QTest>

#include "faultreader.h"

using namespace ca;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(ca::ChatErrorKind)

using Kind = ChatErrorKind;

class TestFaultReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAreUnderstood_data();
    void answersAreUnderstood();
    void windowsAreFound_data();
    void windowsAreFound();
    void delaysAreFound_data();
    void delaysAreFound();
    void errorsInGoodAnswersAreUnderstood_data();
    void errorsInGoodAnswersAreUnderstood();
    void whatIsSaidIsOneShortLine();
};

void TestFaultReader::answersAreUnderstood_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ChatErrorKind>("kind");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, int status, const QByteArray &body, Kind kind, const QString &said) {
        QTest::newRow(name) << status << body << kind << said;
    };
    row("openai key", 401,
        R"({"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}})",
        Kind::KeyRejected, u"Incorrect API key provided"_s);
    row("openai rate", 429,
        R"({"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}})",
        Kind::Overloaded, u"Rate limit reached"_s);
    row("openai quota", 429,
        R"({"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}})",
        Kind::QuotaSpent, u"You exceeded your current quota"_s);
    row("openai overflow", 400,
        R"({"error":{"message":"Too long","type":"invalid_request_error","code":"context_length_exceeded"}})",
        Kind::ContextOverflow, u"Too long"_s);
    row("openai model", 404, R"({"error":{"message":"The model does not exist","code":"model_not_found"}})",
        Kind::BadRequest, u"The model does not exist"_s);
    row("azure filter", 400, R"({"error":{"message":"The response was filtered","code":"content_filter"}})",
        Kind::Refused, u"The response was filtered"_s);
    row("gemini minute", 429,
        R"([{"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier"}]}]}}])",
        Kind::Overloaded, u"Quota"_s);
    row("gemini day", 429,
        R"([{"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]}]}}])",
        Kind::QuotaSpent, u"Quota"_s);
    row("gemini no free tier", 429,
        R"({"error":{"code":429,"message":"Quota exceeded for metric: requests, limit: 0, model: gemini-3-pro"}})",
        Kind::QuotaSpent, u"Quota exceeded for metric: requests, limit: 0, model: gemini-3-pro"_s);
    row("gemini key", 400,
        R"([{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}])",
        Kind::KeyRejected, u"API key not valid. Please pass a valid API key."_s);
    row("gemini place", 400,
        R"({"error":{"code":400,"message":"User location is not supported for the API use.","status":"FAILED_PRECONDITION"}})",
        Kind::KeyRejected, u"User location is not supported for the API use."_s);
    row("gemini overflow", 400,
        R"({"error":{"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."}})",
        Kind::ContextOverflow,
        u"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."_s);
    row("gemini busy", 503, R"({"error":{"message":"The model is overloaded.","status":"UNAVAILABLE"}})",
        Kind::Overloaded, u"The model is overloaded."_s);
    row("anthropic overload", 529, R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})",
        Kind::Overloaded, u"Overloaded"_s);
    row("anthropic credit", 400,
        R"({"error":{"message":"Your credit balance is too low to access the Anthropic API."}})", Kind::QuotaSpent,
        u"Your credit balance is too low to access the Anthropic API."_s);
    row("groq day", 429, R"({"error":{"message":"Rate limit reached on tokens per day (TPD): Limit 100000"}})",
        Kind::QuotaSpent, u"Rate limit reached on tokens per day (TPD): Limit 100000"_s);
    row("groq large", 413, R"({"error":{"message":"Request too large for model on tokens per minute"}})",
        Kind::ContextOverflow, u"Request too large for model on tokens per minute"_s);
    row("openrouter money", 402, R"({"error":{"message":"Insufficient credits","code":402}})", Kind::QuotaSpent,
        u"Insufficient credits"_s);
    row("openrouter moderation", 403,
        R"({"error":{"message":"Flagged","code":403,"metadata":{"reasons":["violence"]}}})", Kind::Refused,
        u"Flagged"_s);
    row("openrouter day", 429, R"({"error":{"message":"Rate limit exceeded: free-models-per-day"}})", Kind::QuotaSpent,
        u"Rate limit exceeded: free-models-per-day"_s);
    row("mistral", 422,
        R"({"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","x"],"msg":"Extra inputs"}]}})",
        Kind::BadRequest, u"Extra inputs"_s);
    row("llama.cpp overflow", 500,
        R"({"error":{"code":500,"message":"too big","type":"exceed_context_size_error","n_prompt_tokens":1407,"n_ctx":256}})",
        Kind::ContextOverflow, u"too big"_s);
    row("llama.cpp loading", 503, R"({"error":{"code":503,"message":"Loading model","type":"unavailable_error"}})",
        Kind::Overloaded, u"Loading model"_s);
    row("fastapi", 422, R"({"detail":[{"loc":["body"],"msg":"field required"}]})", Kind::BadRequest,
        u"field required"_s);
    row("a gateway's", 429,
        R"({"error":{"message":"{\"error\":{\"code\":429,\"message\":\"inner\",\"details\":[{\"violations\":[{\"quotaId\":\"XPerDay\"}]}]}}","code":429}})",
        Kind::QuotaSpent, u"inner"_s);
    row("a text", 400, R"({"error":"model is required"})", Kind::BadRequest, u"model is required"_s);
    row("forbidden", 403, R"({"error":{"message":"no"}})", Kind::KeyRejected, u"no"_s);
    row("html", 502, "<!DOCTYPE html><html><body>Bad gateway</body></html>", Kind::Overloaded, {});
    row("html 404", 404, "<html>not found</html>", Kind::BadRequest, {});
    row("empty", 500, "", Kind::Overloaded, {});
    row("plain text", 503, "upstream connect error\n", Kind::Overloaded, u"upstream connect error"_s);
    row("garbage", 500, "\xff\xfe\x00\x01", Kind::Overloaded, {});
    row("redirect", 302, "", Kind::BadRequest, {});
    row("not implemented", 501, "", Kind::BadRequest, {});
    row("list of nothing", 400, "[]", Kind::BadRequest, {});
    row("odd types", 400, R"({"error":{"message":{"a":1},"code":[1],"type":7,"details":"x","metadata":5}})",
        Kind::BadRequest, {});
}

void TestFaultReader::answersAreUnderstood()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const ChatFault fault = faultOfAnswer(status, {}, body);
    QTEST(fault.kind, "kind");
    QTEST(fault.said, "said");
    QCOMPARE(fault.status, status);
}

void TestFaultReader::windowsAreFound_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<qint64>("tokens");
    const auto row = [](const char *name, const QString &message, qint64 tokens) {
        QTest::newRow(name) << message << tokens;
    };
    row("openai", u"This model's maximum context length is 8192 tokens. However, your messages resulted in 9000"_s,
        8192);
    row("anthropic", u"prompt is too long: 210000 tokens > 200000 maximum"_s, 200'000);
    row("anthropic, answer", u"input length and `max_tokens` exceed context limit: 199000 + 21000 > 200000"_s, 200'000);
    row("gemini", u"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."_s,
        1'048'576);
    row("mistral", u"Prompt contains 40000 tokens, too large for model with 32768 maximum context length"_s, 32'768);
    row("groq", u"Request too large for model `x` on tokens per minute (TPM): Limit 6000, Requested 7000"_s, 6000);
    row("unknown", u"Please reduce the length of the messages or completion."_s, 0);
}

void TestFaultReader::windowsAreFound()
{
    QFETCH(QString, message);
    const QJsonObject error{{u"error"_s, QJsonObject{{u"message"_s, message}, {u"code"_s, 400}}}};
    const ChatFault fault = faultOfErrorObject(error);
    QCOMPARE(fault.kind, Kind::ContextOverflow);
    QTEST(fault.contextTokens, "tokens");
    const QByteArray llama = R"({"error":{"message":"x","type":"exceed_context_size_error","n_ctx":256}})";
    QCOMPARE(faultOfAnswer(400, {}, llama).contextTokens, 256);
}

void TestFaultReader::delaysAreFound_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("milliseconds"); // -1: none
    const QByteArray retryInfo =
        R"([{"error":{"code":429,"message":"x","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"36.5s"}]}}])";
    QTest::newRow("none") << QByteArray() << QByteArray() << QByteArray() << -1;
    QTest::newRow("seconds") << QByteArray("Retry-After") << QByteArray("7") << QByteArray() << 7000;
    QTest::newRow("milliseconds") << QByteArray("retry-after-ms") << QByteArray("250") << QByteArray() << 250;
    QTest::newRow("RetryInfo") << QByteArray() << QByteArray() << retryInfo << 36'500;
    QTest::newRow("header before body") << QByteArray("Retry-After") << QByteArray("2") << retryInfo << 2000;
    QTest::newRow("unreadable header") << QByteArray("Retry-After") << QByteArray("soon") << retryInfo << 36'500;
    QTest::newRow("sentence") << QByteArray() << QByteArray()
                              << QByteArray(R"({"error":{"message":"Please try again in 7.66s. Visit x"}})") << 7660;
}

void TestFaultReader::delaysAreFound()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, body);
    QFETCH(int, milliseconds);
    QHttpHeaders headers;
    if (!header.isEmpty())
        headers.append(header, value);
    const auto delay = faultOfAnswer(429, headers, body).delay;
    QCOMPARE(delay ? static_cast<int>(delay->count()) : -1, milliseconds);
}

void TestFaultReader::errorsInGoodAnswersAreUnderstood_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ChatErrorKind>("kind");
    const auto row = [](const char *name, const QByteArray &body, Kind kind) { QTest::newRow(name) << body << kind; };
    row("number", R"({"error":{"message":"x","code":429}})", Kind::Overloaded);
    row("text of a number", R"({"error":{"message":"x","code":"401"}})", Kind::KeyRejected);
    row("google's word", R"({"error":{"message":"x","status":"INVALID_ARGUMENT"}})", Kind::BadRequest);
    row("anthropic's word", R"({"error":{"message":"x","type":"overloaded_error"}})", Kind::Overloaded);
    row("nothing known", R"({"error":{"message":"x"}})", Kind::Overloaded);
    row("a text", R"({"error":"something broke"})", Kind::Overloaded);
    row("overflow", R"({"error":{"message":"x","code":"context_length_exceeded"}})", Kind::ContextOverflow);
    row("a silly number", R"({"error":{"message":"x","code":99999999999999}})", Kind::Overloaded);
}

void TestFaultReader::errorsInGoodAnswersAreUnderstood()
{
    QFETCH(QByteArray, body);
    QTEST(faultOfErrorObject(QJsonDocument::fromJson(body).object()).kind, "kind");
}

void TestFaultReader::whatIsSaidIsOneShortLine()
{
    const QString message = u"first\nsecond\t\x1b[31m%1 "_s + QString(u"x"_s).repeated(100'000);
    const QJsonObject error{{u"error"_s, QJsonObject{{u"message"_s, message}, {u"code"_s, 400}}}};
    const QString said = faultOfErrorObject(error).said;
    QVERIFY2(said.startsWith(u"first second [31m%1 xxx"_s), qPrintable(said));
    QVERIFY(said.size() <= 301);
}

QTEST_GUILESS_MAIN(TestFaultReader)
#include "tst_faultreader.moc"

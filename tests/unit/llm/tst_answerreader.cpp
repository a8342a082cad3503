#include <QJsonDocument>
#include <QTest>

#include "answerreader.h"

using namespace ca;
using namespace Qt::StringLiterals;

using Kind = ChatErrorKind;

Q_DECLARE_METATYPE(ca::ChatErrorKind)

class TestAnswerReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAreRead_data();
    void answersAreRead();
    void piecesGiveTheSame_data() { answersAreRead_data(); }
    void piecesGiveTheSame();
    void faultsAreFound_data();
    void faultsAreFound();
    void tokensAndModelAreRead_data();
    void tokensAndModelAreRead();
    void theEndIsNoticed();
    void hugeAnswersAreGivenUp_data();
    void hugeAnswersAreGivenUp();
};

namespace {
QByteArray delta(const QByteArray &text, const QByteArray &finish = "null")
{
    return R"(data: {"choices":[{"index":0,"delta":{"content":")" + text + R"("},"finish_reason":)" + finish +
           "}]}\n\n";
}

QByteArray whole(const QByteArray &message, const QByteArray &finish = R"("stop")")
{
    return R"({"choices":[{"message":)" + message + R"(,"finish_reason":)" + finish + "}]}";
}

const QByteArray done = "data: [DONE]\n\n";

std::expected<ChatAnswer, ChatFault> readAll(const QByteArray &body, bool isWhole = true)
{
    AnswerReader reader;
    reader.feed(body);
    return reader.finish(isWhole);
}
} // namespace

void TestAnswerReader::answersAreRead_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isCutOff");
    const auto row = [](const char *name, const QByteArray &body, const QString &text, bool isCutOff = false) {
        QTest::newRow(name) << body << text << isCutOff;
    };
    row("stream", delta("Hel") + delta("lo") + delta("", R"("stop")") + done, u"Hello"_s);
    row("stream without [DONE]", delta("Hello", R"("stop")"), u"Hello"_s);
    row("stream without a reason", delta("Hello") + done, u"Hello"_s);
    row("stream without its last blank line", delta("Hello") + "data: [DONE]", u"Hello"_s);
    row("CR LF", QByteArray(delta("a") + delta("b", R"("stop")") + done).replace("\n", "\r\n"), u"ab"_s);
    row("comments and names", ": PROCESSING\n\nevent: message\n" + delta("a", R"("stop")") + done, u"a"_s);
    row("garbage between", delta("a") + "data: {oops\n\ndata: 7\n\nwhat\n\n" + delta("b", R"("stop")") + done, u"ab"_s);
    row("no space after the colon", QByteArray(delta("a", R"("stop")")).replace("data: ", "data:") + "data:[DONE]\n\n",
        u"a"_s);
    row("a mark in front", "\xef\xbb\xbf" + delta("a", R"("stop")") + done, u"a"_s);
    row("escapes", delta(R"(\"\n\u00e4)", R"("stop")") + done, u"\"\nä"_s);
    row("stream, cut off", delta("Hel", R"("length")") + done, u"Hel"_s, true);
    row("gemini's cut off", delta("Hel", R"("MAX_TOKENS")") + done, u"Hel"_s, true);
    row("cut off before the first word", delta("", R"("length")") + done, {}, true);
    row("document", whole(R"({"role":"assistant","content":"Hello"})"), u"Hello"_s);
    row("document with a mark and spaces", "\xef\xbb\xbf \n" + whole(R"({"content":"Hello"})"), u"Hello"_s);
    row("document in a list", '[' + whole(R"({"content":"Hello"})") + ']', u"Hello"_s);
    row("document without a reason", whole(R"({"content":"Hello"})", "null"), u"Hello"_s);
    row("document, cut off", whole(R"({"content":"Hel"})", R"("length")"), u"Hel"_s, true);
    row("parts", whole(R"({"content":[{"type":"text","text":"He"},{"type":"image"},{"type":"text","text":"llo"}]})"),
        u"Hello"_s);
}

void TestAnswerReader::answersAreRead()
{
    QFETCH(QByteArray, body);
    const auto answer = readAll(body);
    QVERIFY2(answer.has_value(), qPrintable(answer ? QString() : answer.error().said));
    QTEST(answer->text, "text");
    QTEST(answer->isCutOff, "isCutOff");
}

void TestAnswerReader::piecesGiveTheSame()
{
    QFETCH(QByteArray, body);
    for (const qsizetype size : {1, 2, 3, 7, 100}) {
        AnswerReader reader;
        for (qsizetype at = 0; at < body.size(); at += size)
            QVERIFY(reader.feed(body.mid(at, size)));
        const auto answer = reader.finish(true);
        QVERIFY(answer.has_value());
        QTEST(answer->text, "text");
        QTEST(answer->isCutOff, "isCutOff");
    }
}

void TestAnswerReader::faultsAreFound_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<ChatErrorKind>("kind");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QByteArray &body, bool isWhole, Kind kind, const QString &said) {
        QTest::newRow(name) << body << isWhole << kind << said;
    };
    const QString brokeOff = u"the answer broke off"_s;
    const QString noAnswer = u"it is not an answer of a model"_s;
    row("broken stream", delta("Hel"), true, Kind::BadAnswer, brokeOff);
    row("cut stream", delta("Hel"), false, Kind::BadAnswer, brokeOff);
    row("cut document", R"({"choices":[{"message":{"content":"Hel)", false, Kind::BadAnswer, brokeOff);
    row("nothing", "", true, Kind::BadAnswer, noAnswer);
    row("html", "<!DOCTYPE html><html>data: </html>", true, Kind::BadAnswer, noAnswer);
    row("another document", R"({"hello":"world"})", true, Kind::BadAnswer, noAnswer);
    row("garbage", "\x00\x01\xff{}[]\n\n", true, Kind::BadAnswer, noAnswer);
    row("empty", whole(R"({"content":""})"), true, Kind::BadAnswer, u"the answer is empty"_s);
    row("blank", delta(R"( \n )", R"("stop")") + done, true, Kind::BadAnswer, u"the answer is empty"_s);
    row("null", whole(R"({"content":null,"tool_calls":[]})", R"("tool_calls")"), true, Kind::BadAnswer,
        u"the answer is empty"_s);
    row("no choices", R"({"choices":[]})", true, Kind::BadAnswer, u"the answer is empty"_s);
    row("filter", whole(R"({"content":"He"})", R"("content_filter")"), true, Kind::Refused, u"content_filter"_s);
    row("gemini's safety", delta("", R"("SAFETY")") + done, true, Kind::Refused, u"SAFETY"_s);
    row("refusal", whole(R"({"content":null,"refusal":"I will not."})"), true, Kind::Refused, u"I will not."_s);
    row("error in a document", R"({"error":{"message":"too many","code":429}})", true, Kind::Overloaded, u"too many"_s);
    row("error in a stream", delta("He") + R"(data: {"error":{"message":"bad key","code":401}})" + "\n\n", true,
        Kind::KeyRejected, u"bad key"_s);
    row("error in a choice", R"({"choices":[{"error":{"message":"upstream","code":502},"finish_reason":"error"}]})",
        true, Kind::Overloaded, u"upstream"_s);
    row("odd types", R"({"choices":{"a":1},"error":7,"usage":[]})", true, Kind::BadAnswer, noAnswer);
    row("odd choices", R"({"choices":[7]})", true, Kind::BadAnswer, u"the answer is empty"_s);
}

void TestAnswerReader::faultsAreFound()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, isWhole);
    const auto answer = readAll(body, isWhole);
    QVERIFY(!answer.has_value());
    QTEST(answer.error().kind, "kind");
    QTEST(answer.error().said, "said");
}

void TestAnswerReader::tokensAndModelAreRead_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("prompt");
    QTest::addColumn<qint64>("answer");
    const QByteArray usage = R"("usage":{"prompt_tokens":12,"completion_tokens":34})";
    QTest::newRow("document") << R"({"model":"m-1",)" + usage + ',' + whole(R"({"content":"a"})").sliced(1)
                              << qint64{12} << qint64{34};
    QTest::newRow("stream") << R"(data: {"model":"m-1","choices":[]})" + QByteArray("\n\n") + delta("a", R"("stop")") +
                                   "data: {\"choices\":[]," + usage + "}\n\n" + done
                            << qint64{12} << qint64{34};
    QTest::newRow("groq") << R"(data: {"model":"m-1","x_groq":{)" + usage + "}}\n\n" + delta("a", R"("stop")") + done
                          << qint64{12} << qint64{34};
    QTest::newRow("null") << R"(data: {"model":"m-1","usage":null})" + QByteArray("\n\n") + delta("a", R"("stop")") +
                                 done
                          << qint64{-1} << qint64{-1};
    QTest::newRow("negative") << R"(data: {"model":"m-1","usage":{"prompt_tokens":-5,"completion_tokens":"x"}})" +
                                     QByteArray("\n\n") + delta("a", R"("stop")") + done
                              << qint64{0} << qint64{-1};
}

void TestAnswerReader::tokensAndModelAreRead()
{
    QFETCH(QByteArray, body);
    const auto answer = readAll(body);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->model, u"m-1"_s);
    QTEST(answer->promptTokens, "prompt");
    QTEST(answer->answerTokens, "answer");
}

void TestAnswerReader::theEndIsNoticed()
{
    AnswerReader reader;
    reader.feed(delta("a"));
    QVERIFY(reader.isStream() && !reader.hasFinished());
    reader.feed(delta("", R"("stop")"));
    QVERIFY(reader.hasFinished() && !reader.isDone());
    reader.feed(done);
    QVERIFY(reader.isDone());
}

void TestAnswerReader::hugeAnswersAreGivenUp_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("stream of text") << delta(QByteArray(1024 * 1024, 'x'));
    QTest::newRow("stream of nothing") << QByteArray(1024 * 1024, ':') + '\n';
    QTest::newRow("one line") << "data: " + QByteArray(1024 * 1024, 'x');
    QTest::newRow("document") << '{' + QByteArray(1024 * 1024, ' ');
    QTest::newRow("spaces") << QByteArray(1024 * 1024, ' ');
}

void TestAnswerReader::hugeAnswersAreGivenUp()
{
    QFETCH(QByteArray, piece);
    AnswerReader reader;
    int fed = 0;
    while (fed < 100 && reader.feed(piece))
        ++fed;
    QVERIFY(fed < 66);
}

QTEST_GUILESS_MAIN(TestAnswerReader)
#include "tst_answerreader.moc"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "chatbody.h"
#include "chatfeatures.h"

using namespace ca;
using namespace Qt::StringLiterals;

using Kind = ChatErrorKind;

class TestChatFeatures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodiesHoldWhatIsTaken_data();
    void bodiesHoldWhatIsTaken();
    void optionalFieldsAreOnlyThereWhenSet();
    void whatFailedIsLeftOutOnce_data();
    void whatFailedIsLeftOutOnce();
    void otherFaultsChangeNothing();
    void aBadStreamIsNotStreamedAgain();
};

namespace {
QJsonObject bodyWith(const ChatFeatures &features, bool wantsJson = true)
{
    const ProviderConfig config{.preset = *findProviderPreset(u"openai"_s), .baseUrl = {}, .model = u"m"_s};
    const ChatRequest request{.messages = {{.role = u"user"_s, .content = u"\"hä\"\n"_s}}, .wantsJson = wantsJson};
    return QJsonDocument::fromJson(chatBody(config, features, request)).object();
}
} // namespace

void TestChatFeatures::bodiesHoldWhatIsTaken_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<bool>("wantsJson");
    QTest::addColumn<QStringList>("fields");
    const auto row = [](const QString &provider, bool wantsJson, const QStringList &fields) {
        QTest::addRow("%s, %s", qPrintable(provider), wantsJson ? "JSON" : "text") << provider << wantsJson << fields;
    };
    const QStringList all{u"messages"_s, u"model"_s, u"response_format"_s, u"stream"_s, u"stream_options"_s};
    const QStringList text{u"messages"_s, u"model"_s, u"stream"_s, u"stream_options"_s};
    row(u"alchemyst"_s, true, all);
    row(u"gemini"_s, true, all);
    row(u"gemini"_s, false, text);
    row(u"anthropic"_s, true, text);
    row(u"mistral"_s, true, {u"messages"_s, u"model"_s, u"response_format"_s, u"stream"_s});
    row(u"groq"_s, true, {u"messages"_s, u"model"_s, u"response_format"_s});
    row(u"groq"_s, false, text);
}

void TestChatFeatures::bodiesHoldWhatIsTaken()
{
    QFETCH(QString, provider);
    QFETCH(bool, wantsJson);
    const QJsonObject body = bodyWith(findProviderPreset(provider)->features, wantsJson);
    QTEST(body.keys(), "fields");
    QCOMPARE(body[u"messages"][0][u"content"].toString(), u"\"hä\"\n"_s);
    QCOMPARE(body[u"messages"][0][u"role"].toString(), u"user"_s);
    QCOMPARE(body[u"stream_options"][u"include_usage"].toBool(), body.contains(u"stream_options"_s));
    QVERIFY(!body.contains(u"response_format"_s) || body[u"response_format"][u"type"].toString() == u"json_object"_s);
}

void TestChatFeatures::optionalFieldsAreOnlyThereWhenSet()
{
    ProviderConfig config{.preset = *findProviderPreset(u"openai"_s), .baseUrl = {}, .model = u"m"_s};
    QVERIFY(!QJsonDocument::fromJson(chatBody(config, {}, {})).object().contains(u"temperature"_s));
    config.temperature = 0.0;
    QCOMPARE(QJsonDocument::fromJson(chatBody(config, {}, {})).object()[u"temperature"].toDouble(-1), 0.0);
}

void TestChatFeatures::whatFailedIsLeftOutOnce_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("left");
    const QStringList common{u"messages"_s, u"model"_s};
    QTest::newRow("stream options") << u"extra_forbidden: stream_options"_s
                                    << common + QStringList{u"response_format"_s, u"stream"_s};
    QTest::newRow("streaming") << u"streaming is not supported"_s << common + QStringList{u"response_format"_s};
    QTest::newRow("both together") << u"response_format` does not support streaming"_s
                                   << common + QStringList{u"response_format"_s};
    QTest::newRow("JSON mode") << u"'response_format' of type 'json_object' is not supported"_s
                               << common + QStringList{u"stream"_s, u"stream_options"_s};
    QTest::newRow("who knows") << u"bad request"_s << common + QStringList{u"stream"_s, u"stream_options"_s};
}

void TestChatFeatures::whatFailedIsLeftOutOnce()
{
    QFETCH(QString, words);
    for (const int status : {400, 422}) {
        const ChatFault fault{.kind = Kind::BadRequest, .status = status, .words = words};
        ChatFeatures features;
        QVERIFY(leaveOutWhatFailed(features, fault, true));
        QTEST(bodyWith(features).keys(), "left");
        int more = 0;
        while (leaveOutWhatFailed(features, fault, true))
            ++more;
        QVERIFY(more <= 2); // it comes to an end
    }
}

void TestChatFeatures::otherFaultsChangeNothing()
{
    ChatFeatures features;
    for (const Kind kind : {Kind::Overloaded, Kind::KeyRejected, Kind::ContextOverflow, Kind::Unreachable})
        QVERIFY(!leaveOutWhatFailed(features, {.kind = kind, .status = 400, .words = u"response_format"_s}, true));
    QVERIFY(!leaveOutWhatFailed(features, {.kind = Kind::BadRequest, .status = 404, .words = u"stream"_s}, true));
    QCOMPARE(bodyWith(features).size(), 5);
    QVERIFY(!leaveOutWhatFailed(features, {.kind = Kind::BadRequest, .status = 400, .words = u"x"_s}, false));
}

void TestChatFeatures::aBadStreamIsNotStreamedAgain()
{
    ChatFeatures features;
    QVERIFY(!leaveOutWhatFailed(features, {.kind = Kind::BadAnswer}, true)); // a try like any other
    QVERIFY(!bodyWith(features).contains(u"stream"_s));
}

QTEST_GUILESS_MAIN(TestChatFeatures)
#include "tst_chatfeatures.moc"

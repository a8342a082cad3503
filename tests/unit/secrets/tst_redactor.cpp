#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>

#include "redactedlog.h"
#include "redactor.h"

using namespace ca;
using namespace Qt::StringLiterals;

namespace {
const QByteArray key("sk-test-Zq8/Lw3+Xy0_Pn5-Rt7=Vb2");
const QByteArray otherKey("AIzaSyQ0123456789abcdefghijklmnopqrstuv");

template <typename T>
concept Printable = requires(QDebug debug, T value) { debug << value; };
static_assert(Printable<QByteArray> && !Printable<Secret>);
} // namespace

/// Known secrets do not get out, however they are written; other texts stay as they are.
class TestRedactor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesEveryFormOut_data();
    void takesEveryFormOut();
    void findsBothHalvesWhereverItIsCut();
    void findsItInBase64AtEveryPlace();
    void leavesOtherTextsAlone_data();
    void leavesOtherTextsAlone();
    void replacesAllOfSeveral();
    void keepsJsonWhole();
    void ignoresWhatIsTooShortToBeSecret();
    void doesNotForget();
    void textWithoutSecretsIsNotCopied();
    void isNotSlowedByRowsOfEscapes();
    void logMessagesAreRedacted();
};

namespace {
Redactor &withKeys(Redactor &redactor)
{
    redactor.add(Secret(key));
    redactor.add(Secret(otherKey));
    return redactor;
}

QByteArray everyByteEscaped(const QByteArray &text)
{
    return QByteArray("%" + text.toHex('%')).toUpper();
}

QByteArray jsonEscaped(const QByteArray &text)
{
    QByteArray result;
    for (const char c : text)
        result += "\\u00" + QByteArray(1, c).toHex();
    return result;
}
} // namespace

void TestRedactor::takesEveryFormOut_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("as it is") << key;
    QTest::newRow("percent-encoded") << key.toPercentEncoding();
    QTest::newRow("percent-encoded, lower case") << key.toPercentEncoding()
                                                        .toLower()
                                                        .replace("sk-test-zq8", "sk-test-Zq8")
                                                        .replace("lw3", "Lw3")
                                                        .replace("xy0_pn5-rt7", "Xy0_Pn5-Rt7")
                                                        .replace("vb2", "Vb2");
    QTest::newRow("every byte percent-encoded") << everyByteEscaped(key);
    QTest::newRow("percent-encoded twice") << key.toPercentEncoding().toPercentEncoding();
    QTest::newRow("JSON with \\/") << QByteArray(key).replace("/", "\\/");
    QTest::newRow("JSON with \\u") << jsonEscaped(key);
    QTest::newRow("JSON in JSON") << jsonEscaped(key).replace("\\", "\\\\");
    QTest::newRow("base64") << key.toBase64();
    QTest::newRow("base64url") << key.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QTest::newRow("basic authorization") << QByteArray("user:" + key).toBase64();
    QTest::newRow("base64, percent-encoded") << QByteArray("u:" + key).toBase64().toPercentEncoding();
    QTest::newRow("cut in front") << key.sliced(key.size() / 2);
    QTest::newRow("cut behind") << key.first(key.size() / 2 + 1);
    QTest::newRow("with a line's end in it") << key.first(16) + '\n' + key.sliced(16);
}

void TestRedactor::takesEveryFormOut()
{
    QFETCH(QByteArray, written);
    Redactor redactor;
    withKeys(redactor);
    for (const QByteArray &text : QByteArrayList{written, "before " + written + " after", '"' + written + '"'}) {
        const QByteArray clean = redactor.redacted(text);
        QVERIFY2(clean.contains("[redacted]"), clean.constData());
        for (qsizetype i = 0; i + 16 <= written.size(); ++i)
            QVERIFY2(!clean.contains(written.sliced(i, 16)), clean.constData());
        QCOMPARE(redactor.redacted(QString::fromLatin1(text)), QString::fromLatin1(clean));
        QVERIFY(redactor.finds(QString::fromLatin1(text)));
    }
    QCOMPARE(redactor.redacted(QByteArray("a " + key + " b")), "a [redacted] b"_ba);
}

void TestRedactor::findsBothHalvesWhereverItIsCut()
{
    Redactor redactor;
    withKeys(redactor);
    for (qsizetype cut = 1; cut < otherKey.size(); ++cut) {
        const QByteArray parts[] = {otherKey.first(cut), otherKey.sliced(cut)};
        for (const QByteArray &part : parts) {
            if (part.size() >= 16)
                QCOMPARE(redactor.redacted(QByteArray("x" + part + "\"")), "x[redacted]\""_ba);
        }
        QVERIFY(std::ranges::any_of(parts, [](const QByteArray &part) { return part.size() >= 16; }));
    }
}

void TestRedactor::findsItInBase64AtEveryPlace()
{
    Redactor redactor;
    withKeys(redactor);
    for (int before = 0; before < 7; ++before) {
        for (const auto option : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
            const QByteArray encoded = QByteArray(QByteArray(before, 'x') + otherKey + "tail").toBase64(option);
            const QByteArray clean = redactor.redacted(encoded);
            QVERIFY2(clean.contains("[redacted]"), encoded.constData());
            // What is left tells no more than the bits that it shares with its neighbours.
            QVERIFY(clean.size() < encoded.size() - otherKey.size());
        }
    }
}

void TestRedactor::leavesOtherTextsAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a sentence") << QByteArray("The provider refused the key (HTTP 401): set another one.");
    QTest::newRow("what keys begin with") << QByteArray("Keys look like sk-test- or AIzaSy…");
    QTest::newRow("the last four") << key.last(4);
    QTest::newRow("escapes") << QByteArray(R"({"a":"b\/c\u0041%20%2F%","d":"\\"} 100 % \)");
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\x80 raw");
    QTest::newRow("bytes of zero") << QByteArray(100, '\0');
}

void TestRedactor::leavesOtherTextsAlone()
{
    QFETCH(QByteArray, text);
    Redactor redactor;
    QCOMPARE(redactor.redacted(text), text);
    withKeys(redactor);
    QCOMPARE(redactor.redacted(text), text);
    QVERIFY(!redactor.finds(QString::fromLatin1(text)));
}

void TestRedactor::replacesAllOfSeveral()
{
    Redactor redactor;
    withKeys(redactor);
    const QByteArray text = key + otherKey + " and " + key.toPercentEncoding() + '&' + otherKey.toBase64();
    const QByteArray clean = redactor.redacted(text);
    QCOMPARE(clean.count("[redacted]"), 3); // the first two touch
    QVERIFY(clean.contains(" and "));
}

void TestRedactor::keepsJsonWhole()
{
    Redactor redactor;
    withKeys(redactor);
    const QJsonObject object{{u"error"_s, QString(u"key \""_s + QString::fromLatin1(key) + u"\" was refused"_s)}};
    const QByteArray clean = redactor.redacted(QJsonDocument(object).toJson());
    QCOMPARE(QJsonDocument::fromJson(clean)[u"error"].toString(), u"key \"[redacted]\" was refused"_s);
}

void TestRedactor::ignoresWhatIsTooShortToBeSecret()
{
    Redactor redactor;
    redactor.add(Secret("none"));
    QCOMPARE(redactor.redacted("none of these"_ba), "none of these"_ba);
    redactor.add(Secret("8letters"));
    QCOMPARE(redactor.redacted("it is 8letters"_ba), "it is [redacted]"_ba);
}

void TestRedactor::doesNotForget()
{
    Redactor redactor;
    redactor.add(Secret(key));
    redactor.add(Secret(otherKey));
    redactor.add(Secret(key));
    QCOMPARE(redactor.redacted(key), "[redacted]"_ba);
    QCOMPARE(redactor.redacted(otherKey), "[redacted]"_ba);
}

void TestRedactor::textWithoutSecretsIsNotCopied()
{
    Redactor redactor;
    withKeys(redactor);
    QByteArray text;
    while (text.size() < 32 * 1024 * 1024)
        text += "{\"job_id\":\"5f0c2f1e-0000-4000-8000-000000000000\",\"status\":\"complete\",\"created\":1763.25}\n";
    QVERIFY(redactor.redacted(text).isSharedWith(text));
}

void TestRedactor::isNotSlowedByRowsOfEscapes()
{
    Redactor redactor;
    withKeys(redactor);
    for (const QByteArray &text :
         {QByteArray(4'000'000, '\\'), QByteArray("%25").repeated(1'000'000), QByteArray("\\/").repeated(1'000'000),
          QByteArray(key.first(15)).repeated(200'000)}) {
        std::ignore = redactor.redacted(text); // quadratic work would meet the test's timeout
    }
}

namespace {
QString lastMessage;

void keepMessage(QtMsgType /*type*/, const QMessageLogContext & /*context*/, const QString &message)
{
    lastMessage = message;
}
} // namespace

void TestRedactor::logMessagesAreRedacted()
{
    const QtMessageHandler before = qInstallMessageHandler(keepMessage);
    const auto redactor = std::make_shared<Redactor>();
    {
        const RedactedLog log(redactor);
        redactor->add(Secret(key));
        qWarning("sent %s", key.constData());
        QCOMPARE(lastMessage, u"sent [redacted]"_s);
        qWarning("sent nothing");
        QCOMPARE(lastMessage, u"sent nothing"_s);
    }
    qWarning("plain %s", key.constData());
    QCOMPARE(lastMessage, QString(u"plain "_s + QString::fromLatin1(key)));
    qInstallMessageHandler(before);
}

QTEST_GUILESS_MAIN(TestRedactor)
#include "tst_redactor.moc"

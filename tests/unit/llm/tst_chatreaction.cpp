#include <QTest>

#include "chatreaction.h"

using namespace ca;
using namespace Qt::StringLiterals;

using Kind = ChatErrorKind;
using Behaviour = ChatBehaviour;

Q_DECLARE_METATYPE(ca::ChatErrorKind)
Q_DECLARE_METATYPE(ca::ChatBehaviour)

class TestChatReaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachKindHasOneBehaviourAndOneSentence_data();
    void eachKindHasOneBehaviourAndOneSentence();
    void foreignWordsStayWhatTheyAre();
    void noKeyIsInASentence();
    void namesAreDifferent();
};

namespace {
ProviderConfig gemini()
{
    ProviderConfig config{
        .preset = *findProviderPreset(u"gemini"_s), .baseUrl = u"http://127.0.0.1:1/v1"_s, .model = u"m"_s};
    config.key = ApiKey("sk-s3cret-0123456789", u"the environment"_s);
    return config;
}

constexpr std::array allKinds{Kind::ContextOverflow, Kind::QuotaSpent, Kind::KeyRejected, Kind::BadRequest,
                              Kind::Refused,         Kind::Overloaded, Kind::Unreachable, Kind::BadAnswer,
                              Kind::NoProvider,      Kind::Cancelled};
} // namespace

void TestChatReaction::eachKindHasOneBehaviourAndOneSentence_data()
{
    QTest::addColumn<ChatErrorKind>("kind");
    QTest::addColumn<ChatBehaviour>("behaviour");
    QTest::addColumn<QString>("sentence");
    const auto row = [](Kind kind, Behaviour behaviour, const QString &sentence) {
        QTest::newRow(qPrintable(chatErrorName(kind))) << kind << behaviour << sentence;
    };
    row(Kind::ContextOverflow, Behaviour::TellCaller,
        u"the conversation is too long for the model of Google Gemini (429: too much)"_s);
    row(Kind::QuotaSpent, Behaviour::NextProvider,
        u"the quota at Google Gemini is spent (429: too much): wait until it is renewed, or set up another provider"_s);
    row(Kind::KeyRejected, Behaviour::NextProvider,
        u"Google Gemini rejected the key (429: too much): check GEMINI_API_KEY, or give a new one with: cactl keys set "
        "gemini"_s);
    row(Kind::BadRequest, Behaviour::TellCaller,
        u"Google Gemini does not take the request (429: too much): check GEMINI_MODEL (\"m\") and GEMINI_BASE_URL "
        "(http://127.0.0.1:1/v1)"_s);
    row(Kind::Refused, Behaviour::TellCaller,
        u"Google Gemini refused to answer (429: too much): put the task in other words, or choose another provider"_s);
    row(Kind::Overloaded, Behaviour::AskAgain,
        u"Google Gemini is overloaded or in trouble (429: too much): try again later, or set up another provider"_s);
    row(Kind::Unreachable, Behaviour::AskAgain,
        u"Google Gemini cannot be reached at http://127.0.0.1:1/v1 (429: too much): check the address and the network"_s);
    row(Kind::BadAnswer, Behaviour::AskAgain,
        u"what Google Gemini answered cannot be used (429: too much): try again, or choose another model or provider"_s);
    row(Kind::Cancelled, Behaviour::TellCaller, u"the call was cancelled"_s);
}

void TestChatReaction::eachKindHasOneBehaviourAndOneSentence()
{
    QFETCH(ChatErrorKind, kind);
    QTEST(behaviourFor(kind), "behaviour");
    QTEST(faultSentence({.kind = kind, .status = 429, .said = u"too much"_s}, gemini()), "sentence");
}

void TestChatReaction::foreignWordsStayWhatTheyAre()
{
    const QString sentence = faultSentence({.kind = Kind::KeyRejected, .said = u"%1 %2 %3"_s}, gemini());
    QVERIFY2(sentence.startsWith(u"Google Gemini rejected the key (%1 %2 %3): check GEMINI_API_KEY"_s),
             qPrintable(sentence));
}

void TestChatReaction::noKeyIsInASentence()
{
    for (const Kind kind : allKinds) {
        const QString sentence =
            faultSentence({.kind = kind, .said = u"bad key sk-s3cret-0123456789 given"_s}, gemini());
        QVERIFY2(!sentence.contains(u"s3cret"_s), qPrintable(sentence));
    }
}

void TestChatReaction::namesAreDifferent()
{
    QSet<QString> names;
    for (const Kind kind : allKinds)
        names.insert(chatErrorName(kind));
    QCOMPARE(names.size(), qsizetype{allKinds.size()});
}

QTEST_GUILESS_MAIN(TestChatReaction)
#include "tst_chatreaction.moc"

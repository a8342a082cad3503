#include <QSignalSpy>
#include <QTest>

#include "transcript.h"

using namespace ca::cli;
using namespace Qt::StringLiterals;

/// Steps and output come over connections of their own; they are shown in one order.
class TestTranscript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void outputBeforeItsStepWaits();
    void endWaitsForItsOutput();
    void outputOfTheNextStepWaitsForIt();
    void outputOfALongStepIsShownWhileItRuns();
    void stepThatWasMissedIsShownWhole();
    void finishShowsEverything();
    void endedLogIsNotWaitedFor();
    void repeatedNewsAreShownOnce();

private:
    StepNews running(int number, qint64 begin);
    StepNews ended(int number, qint64 begin, qint64 end);

    std::unique_ptr<Transcript> m_transcript;
    QStringList m_shown;
};

void TestTranscript::init()
{
    m_shown.clear();
    m_transcript = std::make_unique<Transcript>();
    connect(m_transcript.get(), &Transcript::stepStarted, this,
            [this](const StepNews &step) { m_shown += u"start %1"_s.arg(step.number); });
    connect(m_transcript.get(), &Transcript::stepEnded, this,
            [this](const StepNews &step) { m_shown += u"end %1"_s.arg(step.number); });
    connect(m_transcript.get(), &Transcript::output, this,
            [this](Terminal::Stream, const QByteArray &bytes) { m_shown += QString::fromUtf8(bytes); });
}

StepNews TestTranscript::running(int number, qint64 begin)
{
    StepNews step;
    step.number = number;
    step.isRunning = true;
    step.begin = {begin, 0};
    return step;
}

StepNews TestTranscript::ended(int number, qint64 begin, qint64 end)
{
    StepNews step = running(number, begin);
    step.isRunning = false;
    step.hasSucceeded = true;
    step.end = {end, 0};
    return step;
}

void TestTranscript::outputBeforeItsStepWaits()
{
    m_transcript->addOutput(Terminal::Stream::Out, "one");
    m_transcript->addStep(running(1, 0));
    m_transcript->addStep(ended(1, 0, 3));
    QCOMPARE(m_shown, (QStringList{u"start 1"_s, u"one"_s, u"end 1"_s}));
}

void TestTranscript::endWaitsForItsOutput()
{
    m_transcript->addStep(running(1, 0));
    m_transcript->addStep(ended(1, 0, 3));
    QCOMPARE(m_shown, QStringList{u"start 1"_s});
    m_transcript->addOutput(Terminal::Stream::Out, "one");
    QCOMPARE(m_shown, (QStringList{u"start 1"_s, u"one"_s, u"end 1"_s}));
}

void TestTranscript::outputOfTheNextStepWaitsForIt()
{
    m_transcript->addStep(running(1, 0));
    m_transcript->addOutput(Terminal::Stream::Out, "onetwo");
    m_transcript->addStep(ended(1, 0, 3));
    m_transcript->addStep(running(2, 3));
    m_transcript->addStep(ended(2, 3, 6));
    QCOMPARE(m_shown, (QStringList{u"start 1"_s, u"one"_s, u"end 1"_s, u"start 2"_s, u"two"_s, u"end 2"_s}));
}

void TestTranscript::outputOfALongStepIsShownWhileItRuns()
{
    m_transcript->addStep(running(1, 0));
    m_transcript->addOutput(Terminal::Stream::Out, "one");
    QVERIFY(QTest::qWaitFor([&] { return m_shown.size() == 2; }, 5'000));
    QCOMPARE(m_shown, (QStringList{u"start 1"_s, u"one"_s}));
}

void TestTranscript::stepThatWasMissedIsShownWhole()
{
    m_transcript->addOutput(Terminal::Stream::Out, "one");
    m_transcript->addStep(ended(1, 0, 3));
    QCOMPARE(m_shown, (QStringList{u"start 1"_s, u"one"_s, u"end 1"_s}));
}

void TestTranscript::finishShowsEverything()
{
    m_transcript->addStep(running(1, 0));
    m_transcript->addStep(ended(1, 0, 10));
    m_transcript->addOutput(Terminal::Stream::Out, "one");
    m_transcript->addStep(running(2, 10));
    m_transcript->finish();
    QCOMPARE(m_shown, (QStringList{u"start 1"_s, u"one"_s, u"end 1"_s, u"start 2"_s}));
}

void TestTranscript::endedLogIsNotWaitedFor()
{
    m_transcript->addStep(running(1, 0));
    m_transcript->addStep(ended(1, 0, 10));
    m_transcript->endOutput(Terminal::Stream::Out);
    QCOMPARE(m_shown, (QStringList{u"start 1"_s, u"end 1"_s}));
}

void TestTranscript::repeatedNewsAreShownOnce()
{
    for (int i = 0; i < 3; ++i)
        m_transcript->addStep(running(1, 0));
    QCOMPARE(m_shown, QStringList{u"start 1"_s});
}

QTEST_GUILESS_MAIN(TestTranscript)
#include "tst_transcript.moc"

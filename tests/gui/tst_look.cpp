#include <QPalette>
#include <QTest>
#include <QTranslator>

#include "accents.h"
#include "format.h"
#include "joblook.h"
#include "samplejobs.h"
#include "symbols.h"

using namespace ca;
using namespace ca::dashboard;

namespace {

QPalette lightPalette()
{
    QPalette palette(QColor(239, 239, 239));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::AlternateBase, QColor(247, 247, 247));
    return palette;
}

QPalette darkPalette()
{
    QPalette palette(QColor(50, 50, 50));
    palette.setColor(QPalette::Base, QColor(36, 36, 36));
    palette.setColor(QPalette::AlternateBase, QColor(43, 43, 43));
    for (const auto role : {QPalette::Text, QPalette::WindowText})
        palette.setColor(role, Qt::white);
    return palette;
}

} // namespace

class LookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accentsCanBeRead_data();
    void accentsCanBeRead();
    void noticesCanBeRead();
    void symbolsAreDrawnInTheirColor_data();
    void symbolsAreDrawnInTheirColor();
    void durations_data();
    void durations();
    void ages_data();
    void ages();
    void statusesDifferInShapeAndWord();
    void progress_data();
    void progress();
    void germanIsSpoken();
};

void LookTest::accentsCanBeRead_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addRow("light") << lightPalette();
    QTest::addRow("dark") << darkPalette();
}

void LookTest::accentsCanBeRead()
{
    QFETCH(const QPalette, palette);
    for (const Accent accent :
         {Accent::Neutral, Accent::Active, Accent::Success, Accent::Failure, Accent::Warning, Accent::ErrorOutput}) {
        for (const auto ground : {QPalette::Base, QPalette::AlternateBase, QPalette::Window}) {
            const double contrast = contrastRatio(accentColor(accent, palette), palette.color(ground));
            QVERIFY2(contrast >= 4.5, qPrintable(QStringLiteral("accent %1: %2").arg(int(accent)).arg(contrast)));
        }
    }
    QVERIFY(contrastRatio(secondaryText(palette), palette.color(QPalette::Window)) >= 4.5);
}

void LookTest::noticesCanBeRead()
{
    for (const QPalette &palette : {lightPalette(), darkPalette()}) {
        for (const Accent accent : {Accent::Failure, Accent::Warning, Accent::Success}) {
            const QColor ground = tinted(palette.color(QPalette::Window), accentColor(accent, palette));
            QVERIFY(contrastRatio(palette.color(QPalette::WindowText), ground) >= 4.5);
        }
    }
}

void LookTest::symbolsAreDrawnInTheirColor_data()
{
    QTest::addColumn<int>("symbol");
    for (int symbol = 0; symbol <= int(Symbol::Settings); ++symbol)
        QTest::addRow("symbol %d", symbol) << symbol;
}

void LookTest::symbolsAreDrawnInTheirColor()
{
    QFETCH(const int, symbol);
    const QImage image = symbolPixmap(Symbol(symbol), Qt::red, 16, 2.0).toImage();
    QCOMPARE(image.size(), QSize(32, 32));
    int solid = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, y);
            if (color.alpha() < 250)
                continue;
            ++solid;
            QCOMPARE(color.rgb(), QColor(Qt::red).rgb());
        }
    }
    QVERIFY2(solid > 40, "nothing to see");
}

void LookTest::durations_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("below a second") << qint64{999} << QStringLiteral("0:00");
    QTest::newRow("seconds") << qint64{9'400} << QStringLiteral("0:09");
    QTest::newRow("minutes") << qint64{72'000} << QStringLiteral("1:12");
    QTest::newRow("hours") << qint64{3'723'000} << QStringLiteral("1:02:03");
    QTest::newRow("a clock that went back") << qint64{-5} << QStringLiteral("0:00");
}

void LookTest::durations()
{
    QFETCH(const qint64, milliseconds);
    QTEST(formatDuration(milliseconds), "text");
}

void LookTest::ages_data()
{
    QTest::addColumn<qint64>("minutes");
    QTest::addColumn<QString>("begin");
    QTest::newRow("now") << qint64{0} << QStringLiteral("just now");
    QTest::newRow("minutes") << qint64{5} << QStringLiteral("5 min ago");
    QTest::newRow("today") << qint64{120} << QStringLiteral("today, ");
    QTest::newRow("yesterday") << qint64{1440} << QStringLiteral("yesterday, ");
}

void LookTest::ages()
{
    QFETCH(const qint64, minutes);
    QFETCH(const QString, begin);
    const qint64 noon = QDateTime(QDate(2026, 5, 4), QTime(12, 0)).toMSecsSinceEpoch();
    const QString text = formatAge(noon - minutes * 60'000, noon);
    QVERIFY2(text.startsWith(begin), qPrintable(text));
}

void LookTest::statusesDifferInShapeAndWord()
{
    QSet<Symbol> symbols;
    QSet<QString> words;
    for (const JobStatus status :
         {JobStatus::Scheduled, JobStatus::Running, JobStatus::Complete, JobStatus::Error, JobStatus::Cancelled}) {
        const JobLook look = lookOf(sampleJob({}, status));
        symbols.insert(look.symbol);
        words.insert(look.word);
    }
    QCOMPARE(symbols.size(), 5);
    QCOMPARE(words.size(), 5);
}

void LookTest::progress_data()
{
    QTest::addColumn<Job>("job");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("share");
    Job job = sampleJob({}, JobStatus::Running);
    QTest::newRow("no plan yet") << job << QString() << -1.0;
    job.stepsPlanned = 4;
    job.stepsDone = 1;
    QTest::newRow("second of four") << job << QStringLiteral("Step 2 of 4") << 0.25;
    job.stepsDone = 4;
    QTest::newRow("all done") << job << QStringLiteral("Step 4 of 4") << 1.0;
    job.phase = JobPhase::Packing;
    job.packingPercent = 40;
    QTest::newRow("packing") << job << QStringLiteral("40%") << 0.4;
    job = sampleJob({}, JobStatus::Error);
    job.exitCode = 3;
    QTest::newRow("failed") << job << QStringLiteral("Exit code 3") << -1.0;
    QTest::newRow("waiting") << sampleJob({}, JobStatus::Scheduled) << QString() << -1.0;
}

void LookTest::progress()
{
    QFETCH(const Job, job);
    QTEST(progressText(job), "text");
    QTEST(progressShare(job), "share");
}

void LookTest::germanIsSpoken()
{
    QTranslator german;
    QVERIFY(german.load(QLocale(QLocale::German), QStringLiteral("containerized-agent"), QStringLiteral("_"),
                        QStringLiteral(":/i18n")));
    QCoreApplication::installTranslator(&german);
    Job job = sampleJob({}, JobStatus::Complete);
    job.resultBytes = 10;
    job.resultFiles = 1;
    QCOMPARE(lookOf(job).word, QStringLiteral("Fertig"));
    QCOMPARE(progressText(job), QStringLiteral("1 Datei"));
    job.resultFiles = 2;
    QCOMPARE(progressText(job), QStringLiteral("2 Dateien"));
}

QTEST_MAIN(LookTest)
#include "tst_look.moc"

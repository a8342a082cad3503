// What the dashboard's log view costs: ca-bench-logview index|end|follow|memory FOLDER. Prints a number per sample, in
// the unit of the measure that runs it (see logspeed.h).

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

#include "logdocument.h"
#include "logindex.h"
#include "logview.h"
#include "statistics.h"

using namespace ca;
using namespace ca::dashboard;

namespace {

using namespace std::chrono_literals;
constexpr int patience = 60'000;
constexpr int samples = 5;
constexpr auto frame = 16'667us;

/// Adds up, per frame, how long this thread was at work.
class MeasuringApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const auto begin = std::chrono::steady_clock::now();
        const bool result = QApplication::notify(receiver, event);
        const auto end = std::chrono::steady_clock::now();
        --m_depth;
        if (m_isMeasuring)
            add(begin, end);
        return result;
    }
    void measure(bool isOn) { m_isMeasuring = isOn; }
    [[nodiscard]] const QList<double> &frames() const { return m_frames; }

private:
    using Time = std::chrono::steady_clock::time_point;

    void add(Time begin, Time end)
    {
        if (end - m_frameBegin >= frame) {
            m_frames.append(std::chrono::duration<double, std::milli>(m_busy).count());
            m_busy = {};
            m_frameBegin = begin;
        }
        m_busy += end - begin;
    }

    int m_depth = 0;
    bool m_isMeasuring = false;
    Time m_frameBegin;
    Time::duration m_busy{};
    QList<double> m_frames;
};

void print(double value)
{
    std::printf("%.3f\n", value);
}

double residentMb()
{
    QFile status(QStringLiteral("/proc/self/statm"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

struct Window
{
    LogDocument document;
    LogView view{&document};

    Window()
    {
        view.resize(1000, 700);
        view.show();
    }
    bool openAndIndex(const QString &folder)
    {
        document.open(folder);
        return QTest::qWaitFor([this] { return document.extent().bytes > 0 && document.extent().isIndexed(); },
                               patience);
    }
};

bool measureIndex(const QString &folder)
{
    for (int sample = 0; sample < samples; ++sample) {
        Window window;
        QElapsedTimer timer;
        timer.start();
        if (!window.openAndIndex(folder))
            return false;
        if (sample > 0) // the first one warms the cache
            print(static_cast<double>(timer.nsecsElapsed()) / 1e9);
    }
    return true;
}

bool measureEnd(const QString &folder)
{
    for (int sample = 0; sample < samples; ++sample) {
        Window window;
        QElapsedTimer timer;
        timer.start();
        window.document.open(folder);
        const auto isThere = [&window] { return window.view.toPlainText().contains(QStringLiteral("9999999")); };
        if (!QTest::qWaitFor(isThere, patience))
            return false;
        window.view.viewport()->repaint();
        print(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return true;
}

bool measureMemory(const QString &folder)
{
    Window window;
    window.document.open({});
    QTest::qWait(100);
    const double before = residentMb();
    if (!window.openAndIndex(folder))
        return false;
    for (qint64 line = 0; line < window.document.extent().lines; line += 400'000) {
        window.view.goToLine(line);
        QTest::qWait(5);
    }
    print(residentMb() - before);
    return true;
}

/// 1,000 lines of 100 bytes each 10 ms.
void writeFast(const QString &folder, const std::atomic_bool &stop)
{
    QFile log(folder + QStringLiteral("/stdout.log"));
    QFile index(folder + QStringLiteral("/arrival.index"));
    if (!log.open(QIODevice::WriteOnly | QIODevice::Unbuffered) ||
        !index.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return;
    LogIndexWriter writer(0);
    index.write(writer.header());
    const QByteArray lines = QByteArray(99, 'x').append('\n').repeated(1000);
    auto next = std::chrono::steady_clock::now();
    for (qint64 time = 0; !stop; time += 20) {
        log.write(lines);
        writer.add(LogStream::Out, lines.size(), time);
        index.write(writer.take(true));
        std::this_thread::sleep_until(next += 10ms);
    }
}

bool measureFollowing(MeasuringApplication &app)
{
    const QTemporaryDir folder;
    std::atomic_bool stop = false;
    std::thread writer([&stop, path = folder.path()] { writeFast(path, stop); });
    Window window;
    window.document.open(folder.path());
    QTimer clock; // what setJob() does with every change of the job
    clock.setTimerType(Qt::PreciseTimer);
    QObject::connect(&clock, &QTimer::timeout, &window.document, [&window] { window.document.grow(false); });
    clock.start(16);
    QTest::qWait(500);
    const qint64 before = window.document.extent().lines;
    app.measure(true);
    QTest::qWait(5000);
    app.measure(false);
    const qint64 followed = window.document.extent().lines - before;
    stop = true;
    writer.join();
    std::fprintf(stderr, "%lld lines followed in 5 s\n", static_cast<long long>(followed));
    print(bench::quantile(app.frames(), 0.99));
    return followed > 250'000;
}

} // namespace

int main(int argc, char *argv[])
{
    MeasuringApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const QString what = arguments.value(1);
    const QString folder = arguments.value(2);
    bool isDone = false;
    if (what == QLatin1StringView("index"))
        isDone = measureIndex(folder);
    else if (what == QLatin1StringView("end"))
        isDone = measureEnd(folder);
    else if (what == QLatin1StringView("memory"))
        isDone = measureMemory(folder);
    else if (what == QLatin1StringView("follow"))
        isDone = measureFollowing(app);
    return isDone ? 0 : 1;
}

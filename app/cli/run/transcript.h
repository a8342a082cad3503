#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QQueue>
#include <QTimer>
#include <array>

#include "stepnews.h"
#include "terminal.h"

namespace ca::cli {

/// Brings steps and output, which come over connections of their own, into one order: a step's start, its output, its
/// end. Output waits a moment (100 ms) for the news that it belongs to another step.
class Transcript : public QObject
{
    Q_OBJECT

public:
    using Stream = Terminal::Stream;

    explicit Transcript(QObject *parent = nullptr);

    void addStep(const StepNews &step);
    void addOutput(Stream stream, const QByteArray &bytes);
    /// Nothing more comes from this log.
    void endOutput(Stream stream);
    /// Nothing more comes at all: shows what still waits.
    void finish();
    /// Emits nothing by itself while paused.
    void setPaused(bool isPaused) { isPaused ? m_timer.stop() : m_timer.start(); }

Q_SIGNALS:
    void stepStarted(const ca::cli::StepNews &step);
    void stepEnded(const ca::cli::StepNews &step);
    void output(ca::cli::Terminal::Stream stream, const QByteArray &bytes);

private:
    struct Log
    {
        QByteArray waiting;
        /// Of the first waiting byte, in the log.
        qint64 position = 0;
        bool hasEnded = false;
    };

    void advance();
    [[nodiscard]] bool advanceStep(const StepNews &step);
    void start(const StepNews &step);
    void showUpTo(const std::array<qint64, 2> &ends);
    void showAll();
    [[nodiscard]] bool hasShown(const std::array<qint64, 2> &ends) const;
    void moreMayCome();

    std::array<Log, 2> m_logs;
    QQueue<StepNews> m_news;
    /// 0: none.
    int m_current = 0;
    QElapsedTimer m_endIsKnown;
    QElapsedTimer m_outputIsWaiting;
    QTimer m_timer;
};

} // namespace ca::cli

#pragma once

#include <QProcess>
#include <QStringList>
#include <QUrl>

namespace ca::test {

/// The real cactl against one server, in a folder of the test's.
class CactlProcess
{
public:
    struct Outcome
    {
        int exitCode = -1;
        QByteArray out;
        QByteArray err;
    };

    CactlProcess(const QUrl &server, const QString &folder);
    ~CactlProcess();

    /// Runs it to its end, 60 s at most.
    Outcome run(const QStringList &arguments, const QByteArray &input = {});

    void start(const QStringList &arguments);
    /// At a pseudo-terminal of its own: what the person sees is all on `out`.
    void startAtTerminal(const QStringList &arguments);
    void type(const QByteArray &keys) { m_process.write(keys); }
    /// Waits until standard output or error holds the text.
    bool awaitOutput(const QByteArray &text);
    Outcome finish();

    [[nodiscard]] QProcess &process() { return m_process; }
    [[nodiscard]] QByteArray output() const { return m_outcome.out + m_outcome.err; }

private:
    void collect();

    QProcess m_process;
    Outcome m_outcome;
};

} // namespace ca::test

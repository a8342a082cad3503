#pragma once

#include <QProcess>
#include <chrono>
#include <memory>

#include "result.h"

struct xcb_connection_t;

namespace ca::bench {

/// An X server of its own that shows nothing, and who looks at its windows from outside.
class TestScreen
{
public:
    /// Errors: there is no Xvfb, or it does not start.
    static Result<std::unique_ptr<TestScreen>> start();
    ~TestScreen();
    TestScreen(const TestScreen &) = delete;
    TestScreen &operator=(const TestScreen &) = delete;

    /// For DISPLAY: ":7".
    [[nodiscard]] QString display() const { return m_display; }
    /// Waits until a large window is to be seen and something is painted in it: more than one colour. False when that
    /// does not come in time.
    bool awaitPaintedWindow(std::chrono::milliseconds patience);

private:
    TestScreen() = default;
    Result<void> launch();
    [[nodiscard]] std::uint32_t largeWindow() const;
    [[nodiscard]] bool isPainted(std::uint32_t window) const;

    QProcess m_server;
    QString m_display;
    xcb_connection_t *m_connection = nullptr;
};

} // namespace ca::bench

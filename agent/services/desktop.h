#pragma once

#include <string>
#include <vector>

#include "service.h"

namespace ca::agent {

/// The sandbox's desktop: TigerVNC's X server, which speaks RFB on its socket, a window manager and, for people, a
/// terminal. Steps find it in DISPLAY while it runs.
class Desktop final : public Service
{
public:
    explicit Desktop(ServiceParts parts);
    ~Desktop() override;

    /// Windows are managed: programs can be started and used.
    [[nodiscard]] bool isUsable() const { return state() == State::Ready && m_isManaged; }
    /// ":0"; empty while there is none.
    [[nodiscard]] const std::string &display() const { return m_display; }
    /// Starts a program on it, which runs until it ends by itself or the desktop does. The error is a sentence without
    /// its end.
    std::expected<void, std::string> run(const std::vector<std::string> &arguments);

    /// The job's steps use it: it is not stopped because nobody looks at it, and gets no terminal that they did not ask
    /// for.
    void keep() { m_isKept = true; }
    [[nodiscard]] bool isKept() const { return m_isKept; }

private:
    std::expected<void, std::string> launch(const protocol::ServiceStart &options) override;
    void mainPrinted() override;
    void discardRest() override;
    void startWindowManager();
    void startTerminal();
    [[nodiscard]] std::unique_ptr<ServiceProcess> newProcess(ServiceProcess::Handlers handlers) const;
    [[nodiscard]] Command commandFor(std::vector<std::string> arguments) const;

    std::string m_display;
    bool m_isManaged = false;
    bool m_isKept = false;
    std::unique_ptr<ServiceProcess> m_windowManager;
    std::unique_ptr<ServiceProcess> m_terminal;
    std::vector<std::unique_ptr<ServiceProcess>> m_programs;
};

} // namespace ca::agent

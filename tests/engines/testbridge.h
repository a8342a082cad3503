#pragma once

#include <QByteArray>
#include <memory>
#include <utility>

namespace ca::test {

/// A network bridge for an engine of the test's own. A Docker that is told to have none deletes the interface docker0,
/// whoever's it is: moby's removeDefaultBridgeInterface().
class TestBridge
{
public:
    /// Where there is a docker0 that has to stay; otherwise, and where no bridge can be made, none.
    static std::unique_ptr<TestBridge> whereNeeded();
    static bool isNeeded();

    TestBridge(const TestBridge &) = delete;
    TestBridge &operator=(const TestBridge &) = delete;
    ~TestBridge();

    [[nodiscard]] const QByteArray &name() const { return m_name; }

private:
    explicit TestBridge(QByteArray name)
        : m_name(std::move(name))
    {
    }

    QByteArray m_name;
};

} // namespace ca::test

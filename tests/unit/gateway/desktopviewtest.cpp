#include "desktopviewtest.h"

#include <QTest>

namespace ca::test {

using namespace Qt::StringLiterals;

void DesktopViewTest::initTestCase()
{
    m_gateway = std::make_unique<GatewayThread>();
}

void DesktopViewTest::init()
{
    m_desktop = std::make_unique<VncDesktop>();
    QVERIFY(m_desktop->isReady());
    m_view = open(m_desktop->connector());
    QVERIFY(m_view);
}

void DesktopViewTest::cleanup()
{
    m_view.reset();
    m_desktop.reset();
}

std::unique_ptr<View> DesktopViewTest::open(const StreamConnector &connector, const ViewLimits &limits)
{
    auto view = m_gateway->open(
        {.kind = ViewKind::Desktop, .secret = makeViewSecret(), .controlSecret = makeViewSecret(), .limits = limits},
        connector);
    return view ? std::move(*view) : nullptr;
}

QByteArray DesktopViewTest::pointer()
{
    const QByteArrayList words = m_desktop->run(u"xdotool"_s, {u"getmouselocation"_s}).split(' ');
    return QByteArray(words.value(0) + ' ' + words.value(1));
}

} // namespace ca::test

#include "testscreen.h"

#include <QDeadlineTimer>
#include <algorithm>
#include <cstdlib>
#include <span>
#include <thread>
#include <xcb/xcb.h>

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr std::uint16_t leastWidth = 300;
/// What is looked at: the top of the window, where the tool bar is.
constexpr std::uint16_t stripHeight = 60;

struct Free
{
    void operator()(void *reply) const { std::free(reply); } // as xcb wants it
};
template <typename T>
using Reply = std::unique_ptr<T, Free>;
} // namespace

Result<std::unique_ptr<TestScreen>> TestScreen::start()
{
    std::unique_ptr<TestScreen> screen(new TestScreen);
    if (auto launched = screen->launch(); !launched)
        return failure(launched.error());
    return screen;
}

TestScreen::~TestScreen()
{
    if (m_connection != nullptr)
        xcb_disconnect(m_connection);
    m_server.terminate();
    if (!m_server.waitForFinished(5000)) {
        m_server.kill();
        m_server.waitForFinished();
    }
}

Result<void> TestScreen::launch()
{
    m_server.start(u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1600x1000x24"_s, u"-nolisten"_s,
                               u"tcp"_s, u"-noreset"_s});
    const QDeadlineTimer deadline(20s);
    while (m_server.state() != QProcess::NotRunning && !deadline.hasExpired() && !m_server.canReadLine())
        m_server.waitForReadyRead(100);
    const QByteArray number = m_server.readLine().trimmed();
    if (number.isEmpty())
        return failure(ErrorCode::Io, u"Xvfb does not start"_s);
    m_display = u':' + QString::fromLatin1(number);
    m_connection = xcb_connect(m_display.toLatin1().constData(), nullptr);
    if (xcb_connection_has_error(m_connection) != 0)
        return failure(ErrorCode::Io, u"Xvfb does not answer"_s);
    return {};
}

bool TestScreen::awaitPaintedWindow(std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    while (!deadline.hasExpired()) {
        const std::uint32_t window = largeWindow();
        if (window != 0 && isPainted(window))
            return true;
        std::this_thread::sleep_for(1ms);
    }
    return false;
}

std::uint32_t TestScreen::largeWindow() const
{
    const auto root = xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data->root;
    const Reply<xcb_query_tree_reply_t> tree(
        xcb_query_tree_reply(m_connection, xcb_query_tree(m_connection, root), nullptr));
    if (!tree)
        return 0;
    const std::span children(xcb_query_tree_children(tree.get()),
                             static_cast<std::size_t>(xcb_query_tree_children_length(tree.get())));
    for (const xcb_window_t window : children) {
        const Reply<xcb_get_window_attributes_reply_t> attributes(
            xcb_get_window_attributes_reply(m_connection, xcb_get_window_attributes(m_connection, window), nullptr));
        const Reply<xcb_get_geometry_reply_t> geometry(
            xcb_get_geometry_reply(m_connection, xcb_get_geometry(m_connection, window), nullptr));
        if (attributes && geometry && attributes->map_state == XCB_MAP_STATE_VIEWABLE && geometry->width >= leastWidth)
            return window;
    }
    return 0;
}

bool TestScreen::isPainted(std::uint32_t window) const
{
    const Reply<xcb_get_image_reply_t> image(
        xcb_get_image_reply(m_connection,
                            xcb_get_image(m_connection, XCB_IMAGE_FORMAT_Z_PIXMAP, window, 0, 0, leastWidth,
                                          stripHeight, ~std::uint32_t{0}),
                            nullptr));
    if (!image)
        return false;
    const std::span bytes(xcb_get_image_data(image.get()),
                          static_cast<std::size_t>(xcb_get_image_data_length(image.get())));
    constexpr std::size_t pixel = 4;
    for (std::size_t i = pixel; i < bytes.size(); ++i) {
        if (bytes[i] != bytes[i % pixel])
            return true;
    }
    return false;
}

} // namespace ca::bench

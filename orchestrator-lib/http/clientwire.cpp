#include "clientwire.h"

#include <algorithm>
#include <sys/socket.h>

namespace ca {

namespace {
/// What may wait, in either direction: a client that sends more is held back by TCP itself.
constexpr qint64 bufferBytes = 64LL * 1024;
} // namespace

ClientWire::ClientWire()
{
    m_socket.setReadBufferSize(bufferBytes);
    connect(&m_socket, &QTcpSocket::readyRead, this, &ClientWire::onReadable);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &ClientWire::onWritten);
    connect(&m_socket, &QTcpSocket::disconnected, this, &ClientWire::gone);
}

ClientWire::~ClientWire()
{
    m_socket.disconnect(this);
}

bool ClientWire::adopt(qintptr descriptor)
{
    if (!m_socket.setSocketDescriptor(descriptor))
        return false;
    m_socket.setSocketOption(QTcpSocket::LowDelayOption, 1);
    m_received = m_drained = Clock::now();
    return true;
}

void ClientWire::onReadable()
{
    if (m_isClosing)
        m_socket.skip(m_socket.bytesAvailable());
    else
        Q_EMIT readable();
}

QByteArrayView ClientWire::input()
{
    if (m_taken == m_input.size()) {
        const qint64 bytes = m_isClosing ? 0 : m_socket.bytesAvailable();
        m_taken = 0;
        m_input.resize(bytes);
        if (bytes > 0) {
            m_input.resize(std::max<qint64>(m_socket.read(m_input.data(), bytes), 0));
            m_received = Clock::now();
        }
    }
    return QByteArrayView(m_input).sliced(m_taken);
}

QByteArray &ClientWire::output()
{
    if (bytesToWrite() == 0)
        m_drained = Clock::now();
    return m_output;
}

bool ClientWire::isBacklogged() const
{
    return bytesToWrite() >= bufferBytes;
}

void ClientWire::write()
{
    if (m_output.isEmpty())
        return;
    m_socket.write(m_output);
    if (m_output.capacity() > 2 * bufferBytes)
        m_output = {};
    m_output.resize(0); // keeps its memory
}

void ClientWire::sendNow()
{
    write();
    // Who writes to a device must not be told by it meanwhile that it has written.
    m_isSending = true;
    m_socket.flush();
    m_isSending = false;
}

void ClientWire::sendSoon()
{
    if (m_output.size() >= bufferBytes)
        return write();
    if (m_output.isEmpty() || std::exchange(m_willSend, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_willSend = false;
            write();
        },
        Qt::QueuedConnection);
}

void ClientWire::onWritten(qint64 bytes)
{
    m_drained = Clock::now();
    linger();
    if (!m_isSending)
        Q_EMIT written(bytes);
}

void ClientWire::closeGently()
{
    if (std::exchange(m_isClosing, true))
        return;
    m_input = {};
    m_taken = 0;
    sendNow();
    m_socket.skip(m_socket.bytesAvailable());
    linger();
}

/// Closing a socket while bytes come in resets the connection, and the client may lose the answer: so only our side is
/// closed at first.
void ClientWire::linger()
{
    if (!m_isClosing || m_isLingering || bytesToWrite() > 0)
        return;
    m_isLingering = true;
    m_lingering = Clock::now();
    ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR);
}

ClientWire::Clock::time_point ClientWire::closingDeadline(const GuardLimits &limits) const
{
    return m_isLingering ? m_lingering + limits.linger : m_drained + limits.drain;
}

} // namespace ca

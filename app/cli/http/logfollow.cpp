#include "logfollow.h"

namespace ca::cli {

using namespace Qt::StringLiterals;

LogFollow::LogFollow(ApiClient &api, const Config &config, QObject *parent)
    : QObject(parent)
    , m_stream(api, {.path = u"/logs/%1/%2%3"_s.arg(config.jobId, config.stream,
                                                    config.untilJobEnds ? u"?follow=1"_s : QString()),
                     .patience = config.patience})
{
    connect(&m_stream, &ReconnectingStream::opened, this, [this] { m_toSkip = m_passed; });
    connect(&m_stream, &ReconnectingStream::received, this, &LogFollow::pass);
    connect(&m_stream, &ReconnectingStream::lost, this, &LogFollow::lost);
    connect(&m_stream, &ReconnectingStream::completed, this, &LogFollow::ended);
    connect(&m_stream, &ReconnectingStream::failed, this, &LogFollow::failed);
}

void LogFollow::pass(const QByteArray &bytes)
{
    const qint64 skipped = std::min<qint64>(m_toSkip, bytes.size());
    m_toSkip -= skipped;
    const QByteArray fresh = bytes.sliced(skipped);
    m_passed += fresh.size();
    if (!fresh.isEmpty())
        Q_EMIT received(fresh);
}

} // namespace ca::cli

#include "requestrate.h"

#include <QJsonArray>

#include "loadgenerator.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int rounds = 5;

QList<QByteArray> requestsFor(BenchServer &server, const QByteArray &path)
{
    if (!path.contains("{id}"))
        return {getRequest(server.port(), path)};
    QList<QByteArray> requests;
    const QJsonArray jobs = server.get("/jobs?limit=1000")[u"jobs"].toArray();
    for (const QJsonValue job : jobs) {
        QByteArray filled = path;
        filled.replace("{id}", job[u"job_id"].toString().toLatin1());
        requests.append(getRequest(server.port(), filled));
    }
    return requests;
}
} // namespace

RequestRate::RequestRate(FullServer &server, Kind kind)
    : m_server(server)
    , m_kind(std::move(kind))
{
}

RequestRate::Kind RequestRate::status()
{
    return {
        .goal = {.name = u"GET /status/{id}, 32 connections"_s, .unit = u"/s"_s, .value = 15'000, .isAtLeast = true},
        .connections = 32,
        .path = "/status/{id}"};
}

RequestRate::Kind RequestRate::list()
{
    return {
        .goal = {.name = u"GET /jobs?limit=100, 8 connections"_s, .unit = u"/s"_s, .value = 2'000, .isAtLeast = true},
        .connections = 8,
        .path = "/jobs?limit=100"};
}

Result<Samples> RequestRate::run()
{
    const Result<BenchServer *> server = m_server.get();
    if (!server)
        return failure(server.error());
    const Load load{.port = (*server)->port(),
                    .requests = requestsFor(**server, m_kind.path),
                    .connections = m_kind.connections,
                    .duration = 2s};
    Samples samples;
    for (int i = 0; i < rounds; ++i) {
        const Result<LoadAnswer> answer = generateLoad(load);
        if (!answer)
            return failure(answer.error());
        samples.values.append(answer->rate());
    }
    return samples;
}

} // namespace ca::bench

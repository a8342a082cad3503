#include "loadgenerator.h"

#include <array>
#include <sys/epoll.h>
#include <thread>
#include <vector>

#include "httpconnection.h"

namespace ca::bench {

namespace {
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

struct Client
{
    HttpConnection connection;
    Clock::time_point asked = {};
};

class Generator
{
public:
    explicit Generator(const Load &load)
        : m_load(load)
        , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    {
    }

    Result<LoadAnswer> run();

private:
    bool open();
    void ask(Client &client);
    Result<void> take(Client &client);

    const Load &m_load;
    UniqueFd m_epoll;
    std::vector<Client> m_clients;
    qsizetype m_next = 0;
    LoadAnswer m_answer;
};

bool Generator::open()
{
    for (int i = 0; i < m_load.connections; ++i) {
        m_clients.push_back({.connection = HttpConnection(m_load.port)});
        if (!m_clients.back().connection.isOpen())
            return false;
    }
    for (Client &client : m_clients) { // not before: the vector has moved them
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = &client;
        ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, client.connection.fd(), &event);
    }
    return true;
}

void Generator::ask(Client &client)
{
    if (m_load.pause.count() > 0)
        std::this_thread::sleep_for(m_load.pause);
    client.asked = Clock::now();
    client.connection.send(m_load.requests.at(m_next));
    m_next = (m_next + 1) % m_load.requests.size();
}

Result<void> Generator::take(Client &client)
{
    const HttpConnection::State state = client.connection.receive();
    if (state == HttpConnection::State::Waiting)
        return {};
    if (state == HttpConnection::State::Broken || client.connection.status() != 200) {
        return failure(
            ErrorCode::Io,
            QStringLiteral("the server broke a connection or answered with status %1").arg(client.connection.status()));
    }
    ++m_answer.answers;
    m_answer.latenciesMs.append(Milliseconds(Clock::now() - client.asked).count());
    ask(client);
    return {};
}

Result<LoadAnswer> Generator::run()
{
    if (!open())
        return failure(ErrorCode::Io, QStringLiteral("cannot connect to the server"));
    const auto begin = Clock::now();
    for (Client &client : m_clients)
        ask(client);
    std::array<epoll_event, 64> events{};
    while (Clock::now() - begin < m_load.duration) {
        constexpr int patienceMs = 20'000;
        const int count = ::epoll_wait(m_epoll.get(), events.data(), static_cast<int>(events.size()), patienceMs);
        if (count <= 0)
            return failure(ErrorCode::Io, QStringLiteral("the server did not answer for 20 s"));
        for (int i = 0; i < count; ++i) {
            if (auto taken = take(*static_cast<Client *>(events.at(static_cast<size_t>(i)).data.ptr)); !taken)
                return failure(taken.error());
        }
    }
    m_answer.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    return m_answer;
}
} // namespace

Result<LoadAnswer> generateLoad(const Load &load)
{
    return Generator(load).run();
}

} // namespace ca::bench

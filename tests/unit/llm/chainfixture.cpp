#include "chainfixture.h"

#include "chatnetwork.h"

namespace ca::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

ChainFixture::ChainFixture()
{
    second.answerWith([](const FakeRequest &) { return FakeAnswer::completion(u"second"_s); });
}

ProviderConfig ChainFixture::config(const QString &name, const FakeProvider &server)
{
    ProviderConfig config{
        .preset = *findProviderPreset(name), .baseUrl = server.baseUrl(), .model = name + u"-model"_s};
    config.contextTokens = 50'000;
    config.key = ApiKey("s3cret-" + name.toLatin1() + "-0123456789", u"the test"_s);
    config.patience = {.stall = 400ms,
                       .total = 5s,
                       .connect = 2s,
                       .firstPause = 20ms,
                       .waiting = 3s,
                       .waitingWithOthers = 2s,
                       .rest = 1min};
    return config;
}

std::unique_ptr<ProviderChain> ChainFixture::chain(const QList<ProviderConfig> &configs)
{
    return std::make_unique<ProviderChain>(std::make_shared<ChatNetwork>(), configs);
}

std::unique_ptr<ProviderChain> ChainFixture::both() const
{
    return chain({alone(), config(u"gemini"_s, second)});
}

ChatResult<ChatAnswer> ChainFixture::ask(ProviderChain &chain, const QString &text)
{
    return QCoro::waitFor(chain.complete({.messages = {{.role = u"user"_s, .content = text}}}));
}

} // namespace ca::test

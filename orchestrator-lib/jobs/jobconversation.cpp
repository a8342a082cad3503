#include "jobconversation.h"

#include <QCoroFuture>
#include <QCoroSignal>
#include <QLocale>
#include <algorithm>
#include <numeric>

#include "agentlink.h"
#include "beneathdir.h"
#include "chatimage.h"
#include "jobjournal.h"
#include "jsonrpc.h"
#include "poolwork.h"
#include "redactor.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;
namespace rpcerror = protocol::rpcerror;

/// As everywhere where no provider has counted.
constexpr qint64 bytesPerToken = 4;

int rpcCode(ChatErrorKind kind)
{
    return kind == ChatErrorKind::ContextOverflow ? rpcerror::contextOverflow : rpcerror::providerFailed;
}

ChatRequest toChat(const protocol::CompletionRequest &asked)
{
    ChatRequest chat;
    chat.messages.reserve(static_cast<qsizetype>(asked.messages.size()));
    for (const protocol::ChatEntry &entry : asked.messages) {
        chat.messages.append(
            {.role = QString::fromStdString(entry.role), .content = QString::fromStdString(entry.content)});
    }
    return chat;
}

/// The names of each message's images.
QList<QStringList> imagesOf(const protocol::CompletionRequest &asked)
{
    QList<QStringList> images;
    for (const protocol::ChatEntry &entry : asked.messages) {
        QStringList &names = images.emplace_back();
        for (const std::string &name : entry.images)
            names.append(QString::fromStdString(name));
    }
    return images;
}

/// In the pool: it reads files, and may make them smaller.
ChatRequest withImages(ChatRequest chat, const QList<QStringList> &images, const QString &workspaceDir)
{
    constexpr int mostImages = 8;
    int count = 0;
    const auto workspace = BeneathDir::open(workspaceDir);
    for (qsizetype i = 0; workspace && i < images.size(); ++i) {
        ChatMessage &message = chat.messages[i];
        for (const QString &name : images[i]) {
            auto image = count < mostImages ? ChatImage::read(*workspace, name) : std::nullopt;
            if (!image)
                continue;
            ++count;
            message.content += u"\n[image %1: %2%3]"_s.arg(
                QString::number(message.images.size() + 1), name,
                image->scale > 1 ? u", made smaller: multiply its coordinates by %1"_s.arg(image->scale, 0, 'f', 3)
                                 : QString());
            message.images.append(std::move(image->png));
        }
    }
    return chat;
}

qint64 estimatedTokens(const ChatRequest &chat)
{
    const auto add = [](qint64 sum, const ChatMessage &message) { return sum + message.content.size(); };
    return std::accumulate(chat.messages.begin(), chat.messages.end(), qint64{0}, add) / bytesPerToken;
}

QString number(qint64 value)
{
    return QLocale::c().toString(value);
}
} // namespace

JobConversation::JobConversation(Parts parts, std::unique_ptr<ProviderChain> chain)
    : m_details(parts.details)
    , m_link(parts.link)
    , m_journal(parts.journal)
    , m_redactor(parts.redactor)
    , m_workspaceDir(std::move(parts.workspaceDir))
    , m_chain(std::move(chain))
{
    connect(&m_link, &AgentLink::completionAsked, this, &JobConversation::take);
    if (!m_chain)
        return;
    connect(m_chain.get(), &ProviderChain::waiting, this, [this](const QString &sentence) {
        m_journal.add(u"provider"_s, sentence);
        Q_EMIT waitingChanged(true);
    });
    connect(m_chain.get(), &ProviderChain::goesOn, this, [this] { Q_EMIT waitingChanged(false); });
    connect(m_chain.get(), &ProviderChain::switched, this,
            [this](const QString &sentence) { m_journal.add(u"provider"_s, sentence); });
}

void JobConversation::cancel()
{
    if (m_chain)
        m_chain->cancel();
}

QCoro::Task<void> JobConversation::idle()
{
    if (m_isBusy)
        co_await qCoro(this, &JobConversation::ended);
}

bool JobConversation::seesImages() const
{
    return m_chain && m_chain->seesImages();
}

qint64 JobConversation::contextTokens() const
{
    return m_chain ? m_chain->contextTokens() : 0;
}

void JobConversation::take(qint64 request, const protocol::CompletionRequest &asked)
{
    if (!m_chain || m_isBusy)
        return m_link.refuse(request, rpcerror::invalidRequest, u"this job has nobody to ask now"_s);
    ChatRequest chat = toChat(asked);
    if (const auto spent = spentBudget(chat))
        return refuse(request, rpcerror::budgetSpent, *spent);
    complete(request, std::move(chat), imagesOf(asked));
}

std::optional<Error> JobConversation::spentBudget(const ChatRequest &chat) const
{
    const Job &job = m_details.job;
    if (job.calls() >= job.limits.calls) {
        return Error{
            ErrorCode::LimitReached,
            u"the job reached its limit of %1 calls of an AI provider: raise limits.calls to give it more"_s.arg(
                job.limits.calls),
            u"calls"_s};
    }
    const qint64 next = estimatedTokens(chat);
    if (job.tokens() + next <= job.limits.tokens)
        return std::nullopt;
    return Error{ErrorCode::LimitReached,
                 u"the job reached its limit of %1 tokens (%2 are used, the next question has about %3): raise "
                 "limits.tokens to give it more"_s.arg(number(job.limits.tokens), number(job.tokens()), number(next)),
                 u"tokens"_s};
}

void JobConversation::refuse(qint64 request, int code, const Error &error)
{
    m_failure = error;
    m_journal.add(u"provider"_s, error.message);
    m_link.refuse(request, code, error.message);
}

QCoro::Task<void> JobConversation::complete(qint64 request, ChatRequest chat, QList<QStringList> images)
{
    m_isBusy = true;
    m_details.job.currentStep = u"asking %1"_s.arg(m_chain->provider());
    Q_EMIT changed();
    if (m_chain->seesImages() && std::ranges::any_of(images, [](const auto &names) { return !names.isEmpty(); })) {
        const auto add = [chat, images, folder = m_workspaceDir] { return withImages(chat, images, folder); };
        chat = co_await inThreadPool(add);
    }
    QElapsedTimer clock;
    clock.start();
    const ChatResult<ChatAnswer> answer = co_await m_chain->complete(std::move(chat));
    m_isBusy = false;
    m_details.job.currentStep.clear();
    if (answer) {
        m_failure.reset();
        record(*answer, clock.elapsed());
        m_link.answer(request, protocol::CompletionAnswer{.text = m_redactor.redacted(answer->text).toStdString(),
                                                          .isCutOff = answer->isCutOff,
                                                          .provider = answer->provider.toStdString(),
                                                          .model = answer->model.toStdString(),
                                                          .contextTokens = answer->contextTokens});
    } else if (answer.error().kind == ChatErrorKind::Cancelled) {
        m_link.refuse(request, rpcerror::cancelled, m_redactor.redacted(answer.error().message));
    } else {
        refuse(request, rpcCode(answer.error().kind),
               {ErrorCode::ProviderFailed, m_redactor.redacted(answer.error().message), {}});
    }
    Q_EMIT changed();
    Q_EMIT ended();
}

void JobConversation::record(const ChatAnswer &answer, qint64 milliseconds)
{
    QList<ProviderUsage> &usage = m_details.job.usage;
    auto entry = std::ranges::find_if(usage, [&](const ProviderUsage &known) {
        return known.provider == answer.provider && known.model == answer.model;
    });
    if (entry == usage.end())
        entry = usage.insert(usage.end(), {.provider = answer.provider, .model = answer.model});
    ++entry->calls;
    entry->promptTokens += answer.promptTokens;
    entry->answerTokens += answer.answerTokens;
    m_journal.add(u"provider"_s, u"%1 (%2) answered after %3 s: %4 tokens asked, %5 answered"_s.arg(
                                     answer.provider, answer.model,
                                     QString::number(static_cast<double>(milliseconds) / 1000.0, 'f', 1),
                                     number(answer.promptTokens), number(answer.answerTokens)));
    Q_EMIT used();
}

} // namespace ca

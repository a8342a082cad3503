#include "providerchoice.h"

#include "newjob.h"
#include "providers.h"
#include "runbook.h"

namespace ca {

using namespace Qt::StringLiterals;

QCoro::Task<Result<ProviderChoice>> chooseProvider(Providers &providers, const JobDetails &details)
{
    const QString asked = askedProvider(details.job);
    const bool isAutomatic = asked == automaticProvider;
    if (asked == runbookProvider)
        co_return ProviderChoice{.name = QString(runbookProvider), .reason = QString(askedFor), .chain = {}};
    const bool isRunbook = protocol::isRunbook(details.prompt.toStdString());
    auto chain = co_await providers.choose(asked);
    if (chain) {
        const QString name = (*chain)->provider();
        const QString reason = isAutomatic ? u"the first that can be asked"_s : QString(askedFor);
        co_return ProviderChoice{.name = name, .reason = reason, .chain = std::move(*chain)};
    }
    if (isAutomatic && isRunbook && chain.error().code == ErrorCode::NoProvider) {
        co_return ProviderChoice{.name = QString(runbookProvider),
                                 .reason = u"no AI provider is set up, and the prompt can run as it is"_s,
                                 .chain = {}};
    }
    if (isAutomatic && chain.error().code == ErrorCode::NoProvider)
        chain.error().message +=
            u" The prompt itself holds nothing to run as it is: no fenced block with a language and "
            "no line that starts with \"$ \"."_s;
    co_return failure(chain.error());
}

} // namespace ca

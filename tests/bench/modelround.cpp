#include "modelround.h"

#include <QTemporaryDir>

#include "daemonprocess.h"
#include "fakeprovider.h"
#include "scriptedmodel.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;
using test::FakeAnswer;
using test::ScriptedModel;

constexpr int rounds = 60;

FakeAnswer answerOf(qsizetype round)
{
    if (round == rounds)
        return FakeAnswer::plan(ScriptedModel::done(u"Done."_s));
    const QString number = QString::number(round);
    return FakeAnswer::plan(ScriptedModel::plan({ScriptedModel::write(u"file-"_s + number, number)}));
}
} // namespace

Goal ModelRound::goal() const
{
    return {.name = u"a round with a model, without the model"_s, .unit = u"ms"_s, .value = 5};
}

Result<Samples> ModelRound::run()
{
    qsizetype asked = 0; // the provider's thread counts
    test::FakeProvider provider;
    provider.answerWith([&](const test::FakeRequest &) { return answerOf(++asked); });
    const QTemporaryDir dir;
    test::DaemonProcess::Options options{.dataDir = dir.path()};
    options.environment.insert(u"ALCHEMYST_API_KEY"_s, u"a-key-for-measuring"_s);
    options.environment.insert(u"ALCHEMYST_BASE_URL"_s, provider.baseUrl());
    options.environment.insert(u"AGENT_STEPS"_s, QString::number(rounds));
    const test::DaemonProcess daemon(options);
    if (!daemon.isListening())
        return failure(ErrorCode::Io, daemon.errorOutput());
    test::HttpClient http = daemon.http();
    const QString id =
        test::DaemonProcess::schedule(http, {{u"prompt"_s, u"Write files"_s}, {u"provider"_s, u"alchemyst"_s}});
    const QJsonObject job = test::DaemonProcess::awaitEnd(http, id);
    if (job[u"status"] != u"complete"_s)
        return failure(ErrorCode::Io, job[u"error"].toString());
    Samples samples;
    for (const qint64 time : provider.callersTimes())
        samples.values.append(static_cast<double>(time) / 1e6);
    return samples;
}

} // namespace ca::bench

#include <QCoroTask>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include "fakeprovider.h"
#include "providers.h"
#include "providersettings.h"
#include "settings.h"
#include "settingtable.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

class TestProviders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void presetsAndNamesAreOneList();
    void settingsReplaceThePreset_data();
    void settingsReplaceThePreset();
    void keysComeFromTheirVariables();
    void autoTakesWhoIsSetUp_data();
    void autoTakesWhoIsSetUp();
    void namedOnesAreAskedAlone_data();
    void namedOnesAreAskedAlone();
    void localOnesAreTakenWhenTheyAnswer();
    void aServerThatHangsCostsLittle();
    void everyProviderIsShown();
    void ollamasSmallContextIsShown_data();
    void ollamasSmallContextIsShown();
    void tinyQuestionsTellWhatWorks_data();
    void tinyQuestionsTellWhatWorks();
    void newKeysAreTakenUp();

private:
    /// With no local server but those that `values` name: the usual ports may be in use where the tests run.
    [[nodiscard]] Settings settings(QHash<QString, QString> values = {}) const;
    [[nodiscard]] static ProviderStatus statusOf(Providers &providers, const QString &name);

    std::unique_ptr<FakeProvider> m_server;
    QString m_closedUrl;
};

void TestProviders::init()
{
    m_server = std::make_unique<FakeProvider>();
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost, 0));
    m_closedUrl = u"http://127.0.0.1:%1/v1"_s.arg(closed.serverPort());
}

Settings TestProviders::settings(QHash<QString, QString> values) const
{
    QProcessEnvironment environment;
    for (auto value = values.cbegin(); value != values.cend(); ++value)
        environment.insert(value.key(), value.value());
    const auto read = Settings::read(
        {},
        {.arguments = {}, .environment = environment, .workingDir = u"/nonexistent"_s, .configDir = u"/nonexistent"_s});
    if (!read)
        qFatal("%s", qPrintable(read.error().message));
    return *read;
}

ProviderStatus TestProviders::statusOf(Providers &providers, const QString &name)
{
    for (const ProviderStatus &status : QCoro::waitFor(providers.look())) {
        if (status.name == name)
            return status;
    }
    return {};
}

void TestProviders::presetsAndNamesAreOneList()
{
    QCOMPARE(providerPresets().size(), providerNames().size());
    for (qsizetype i = 0; i < providerNames().size(); ++i) {
        const ProviderPreset &preset = providerPresets().at(i);
        QCOMPARE(preset.name, providerNames().at(i).name);
        QCOMPARE(preset.place == ProviderPlace::Local, preset.names().keyVariables.isEmpty());
        QVERIFY(preset.contextTokens > 0 && !preset.label.isEmpty());
        QVERIFY(preset.baseUrl.isEmpty() == (preset.place == ProviderPlace::Own));
        QVERIFY(!preset.baseUrl.endsWith(u'/'));
        for (const QString &variable : preset.names().keyVariables)
            QVERIFY(findSetting(variable) != nullptr && findSetting(variable)->isSecret());
    }
}

void TestProviders::settingsReplaceThePreset_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("used");
    QTest::newRow("as it is") << u"GEMINI"_s << u"http://h:1/v1"_s << u"http://h:1/v1"_s;
    QTest::newRow("slashes at the end") << u"GEMINI"_s << u"http://h:1/v1//"_s << u"http://h:1/v1"_s;
    QTest::newRow("without a path") << u"GEMINI"_s << u"http://h:1"_s << u"http://h:1"_s;
    QTest::newRow("Ollama's root") << u"OLLAMA"_s << u"http://h:1/"_s << u"http://h:1/v1"_s;
    QTest::newRow("Anthropic's root") << u"ANTHROPIC"_s << u"https://h"_s << u"https://h/v1"_s;
    QTest::newRow("llama.cpp elsewhere") << u"LLAMACPP"_s << u"http://h/a"_s << u"http://h/a"_s;
}

void TestProviders::settingsReplaceThePreset()
{
    QFETCH(QString, provider);
    QFETCH(QString, address);
    const Settings said = settings({{provider + u"_BASE_URL"_s, address},
                                    {provider + u"_MODEL"_s, u"my model"_s},
                                    {provider + u"_TEMPERATURE"_s, u"0"_s},
                                    {provider + u"_CONTEXT"_s, u"5000"_s},
                                    {provider + u"_HEADERS"_s, u"X-A: 1; X-B: two words"_s}});
    const auto name = std::ranges::find(providerNames(), provider, &ProviderName::prefix);
    const ProviderConfig config = ProviderConfig::from(*findProviderPreset(name->name), said);
    QTEST(config.baseUrl, "used");
    QCOMPARE(config.model, u"my model"_s);
    QCOMPARE(config.temperature, std::optional(0.0));
    QCOMPARE(config.contextTokens, 5000);
    QCOMPARE(config.headers.value("x-b"), "two words");
    QVERIFY(config.isAddressGiven && config.isContextGiven);
    const ProviderConfig plain = ProviderConfig::from(*findProviderPreset(name->name), settings());
    QCOMPARE(plain.baseUrl, plain.preset.baseUrl);
    QVERIFY(!plain.temperature && plain.headers.isEmpty() && !plain.isAddressGiven);
}

void TestProviders::keysComeFromTheirVariables()
{
    const ProviderPreset &alchemyst = *findProviderPreset(u"alchemyst"_s);
    const auto keyWith = [&](const QHash<QString, QString> &values) {
        return ProviderConfig::from(alchemyst, settings(values)).key;
    };
    QVERIFY(keyWith({}).isEmpty());
    QCOMPARE(keyWith({{u"ALCHEMYST_AI_API_KEY"_s, u"two"_s}}).reveal(), "two");
    const ApiKey both =
        keyWith({{u"ALCHEMYST_AI_API_KEY"_s, u"two"_s}, {u"ALCHEMYST_API_KEY"_s, u"0123456789abcdef"_s}});
    QCOMPARE(both.reveal(), "0123456789abcdef");
    QCOMPARE(both.source(), u"the environment (ALCHEMYST_API_KEY)"_s);
    QCOMPARE(both.hint(), u"cdef"_s);
    QCOMPARE(ApiKey("short", {}).hint(), QString());
}

void TestProviders::autoTakesWhoIsSetUp_data()
{
    QTest::addColumn<QStringList>("set");
    QTest::addColumn<QString>("provider"); // empty: none
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QStringList &set, const QString &provider,
                        const QString &sentence = {}) { QTest::newRow(name) << set << provider << sentence; };
    const QString gemini = u"GEMINI_API_KEY=k"_s;
    const QString alchemyst = u"ALCHEMYST_API_KEY=k"_s;
    row("both", {gemini, alchemyst}, u"alchemyst"_s);
    row("one", {gemini}, u"gemini"_s);
    row("another order", {gemini, alchemyst, u"AGENT_PROVIDERS=gemini, alchemyst"_s}, u"gemini"_s);
    row("fewer members", {gemini, alchemyst, u"AGENT_PROVIDERS=groq,gemini"_s}, u"gemini"_s);
    row("none of the members", {gemini, u"AGENT_PROVIDERS=groq"_s}, {}, u"no AI provider is set up"_s);
    row("a model is missing", {u"OPENAI_API_KEY=k"_s}, {}, u"no model of OpenAI is chosen: set OPENAI_MODEL"_s);
    row("with a model", {u"OPENAI_API_KEY=k"_s, u"OPENAI_MODEL=m"_s}, u"openai"_s);
    row("own server", {u"CUSTOM_BASE_URL=http://127.0.0.1:1/v1"_s, u"CUSTOM_MODEL=m"_s}, u"custom"_s);
    row("own server without an address", {u"CUSTOM_API_KEY=k"_s}, {},
        u"Own server has no address: set CUSTOM_BASE_URL"_s);
    row("local, by its address", {u"OLLAMA_BASE_URL=http://127.0.0.1:1"_s}, u"ollama"_s);
    row("local, by its name", {u"AGENT_PROVIDERS=llama.cpp"_s, gemini}, u"llama.cpp"_s);
}

void TestProviders::autoTakesWhoIsSetUp()
{
    QFETCH(QStringList, set);
    QFETCH(QString, provider);
    QFETCH(QString, sentence);
    QHash<QString, QString> values;
    for (const QString &entry : set)
        values.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
    const Settings said = settings(values);
    QList<ProviderConfig> configs;
    for (const ProviderPreset &preset : providerPresets()) {
        configs.append(ProviderConfig::from(preset, said));
        if (preset.place == ProviderPlace::Local && !configs.last().isAddressGiven)
            configs.last().baseUrl = m_closedUrl;
    }
    Providers providers(configs, said.providers());
    const auto chain = QCoro::waitFor(providers.choose(u"auto"_s));
    QCOMPARE(chain.has_value(), !provider.isEmpty());
    if (chain) {
        QCOMPARE((*chain)->provider(), provider);
        return;
    }
    QCOMPARE(chain.error().code, ErrorCode::NoProvider);
    QVERIFY2(chain.error().message.contains(sentence), qPrintable(chain.error().message));
    QVERIFY(chain.error().message.contains(u"ALCHEMYST_API_KEY"_s));
}

void TestProviders::namedOnesAreAskedAlone_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("sentence"); // empty: it is no error
    QTest::newRow("set up") << u"gemini"_s << ErrorCode::Io << QString();
    QTest::newRow("set up, though no member") << u"groq"_s << ErrorCode::Io << QString();
    QTest::newRow("local") << u"ollama"_s << ErrorCode::Io << QString();
    QTest::newRow("no key") << u"mistral"_s << ErrorCode::NoProvider
                            << u"Mistral has no key: set MISTRAL_API_KEY, or give it with: cactl keys set mistral"_s;
    QTest::newRow("no address") << u"custom"_s << ErrorCode::NoProvider << u"set CUSTOM_BASE_URL"_s;
    QTest::newRow("mistyped") << u"gemni"_s << ErrorCode::InvalidArgument << u"did you mean gemini?"_s;
    QTest::newRow("unknown") << u"x"_s << ErrorCode::InvalidArgument << u"there are auto, alchemyst, gemini"_s;
}

void TestProviders::namedOnesAreAskedAlone()
{
    QFETCH(QString, asked);
    QFETCH(ErrorCode, code);
    QFETCH(QString, sentence);
    Providers providers(settings({{u"GEMINI_API_KEY"_s, u"k"_s},
                                  {u"GROQ_API_KEY"_s, u"k"_s},
                                  {u"GROQ_MODEL"_s, u"m"_s},
                                  {u"AGENT_PROVIDERS"_s, u"gemini"_s}}));
    const auto chain = QCoro::waitFor(providers.choose(asked));
    QCOMPARE(chain.has_value(), sentence.isEmpty());
    QCOMPARE(Providers::checkName(asked).has_value(), code != ErrorCode::InvalidArgument);
    if (chain) {
        QCOMPARE((*chain)->provider(), asked);
        return;
    }
    QCOMPARE(chain.error().code, code);
    QVERIFY2(chain.error().message.contains(sentence), qPrintable(chain.error().message));
}

void TestProviders::localOnesAreTakenWhenTheyAnswer()
{
    m_server->serveModels({u"first-model"_s});
    m_server->serve(u"/props"_s,
                    FakeAnswer::json({{u"default_generation_settings"_s, QJsonObject{{u"n_ctx"_s, 32'768}}}}));
    ProviderConfig ollama = ProviderConfig::from(*findProviderPreset(u"ollama"_s), settings());
    ollama.baseUrl = m_closedUrl;
    ProviderConfig llama = ProviderConfig::from(*findProviderPreset(u"llama.cpp"_s), settings());
    llama.baseUrl = m_server->baseUrl();
    Providers providers({ollama, llama});
    QVERIFY(m_server->requests().isEmpty()); // nobody is asked before somebody asks
    const auto chain = QCoro::waitFor(providers.choose(u"auto"_s));
    QVERIFY2(chain.has_value(), qPrintable(chain ? QString() : chain.error().message));
    QCOMPARE((*chain)->provider(), u"llama.cpp"_s);
    QCOMPARE((*chain)->model(), u"first-model"_s);
    QCOMPARE((*chain)->contextTokens(), 32'768);
}

void TestProviders::aServerThatHangsCostsLittle()
{
    m_server->serve(u"/api/version"_s, FakeAnswer::hang());
    m_server->serve(u"/v1/models"_s, FakeAnswer::json({}).slowly(1, std::chrono::milliseconds(100)));
    ProviderConfig ollama = ProviderConfig::from(*findProviderPreset(u"ollama"_s), settings());
    ProviderConfig llama = ProviderConfig::from(*findProviderPreset(u"llama.cpp"_s), settings());
    ollama.baseUrl = llama.baseUrl = m_server->baseUrl();
    Providers providers({ollama, llama});
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(QCoro::waitFor(providers.choose(u"auto"_s)).error().code, ErrorCode::NoProvider);
    QVERIFY2(clock.elapsed() < 1500, qPrintable(QString::number(clock.elapsed())));
}

void TestProviders::everyProviderIsShown()
{
    Providers providers(settings({{u"GEMINI_API_KEY"_s, u"0123456789abcdef"_s},
                                  {u"OPENAI_API_KEY"_s, u"k"_s},
                                  {u"GROQ_API_KEY"_s, u"k"_s},
                                  {u"GROQ_MODEL"_s, u"m"_s},
                                  {u"OLLAMA_BASE_URL"_s, m_closedUrl},
                                  {u"LLAMACPP_BASE_URL"_s, m_closedUrl}}));
    const QList<ProviderStatus> list = QCoro::waitFor(providers.look());
    QCOMPARE(list.size(), providerPresets().size());
    QHash<QString, ProviderStatus> byName;
    for (const ProviderStatus &status : list)
        byName.insert(status.name, status);
    QCOMPARE(byName[u"gemini"_s].state, ProviderState::Ready);
    QCOMPARE(byName[u"gemini"_s].position, 1);
    QCOMPARE(byName[u"gemini"_s].keyHint, u"cdef"_s);
    QCOMPARE(byName[u"gemini"_s].keySource, u"the environment (GEMINI_API_KEY)"_s);
    QCOMPARE(byName[u"gemini"_s].contextTokens, 1'048'576);
    QCOMPARE(byName[u"groq"_s].position, 2);
    QCOMPARE(byName[u"alchemyst"_s].state, ProviderState::NoKey);
    QCOMPARE(byName[u"alchemyst"_s].position, 0);
    QVERIFY(byName[u"alchemyst"_s].note.contains(u"ALCHEMYST_API_KEY"_s));
    QCOMPARE(byName[u"openai"_s].state, ProviderState::NoModel);
    QCOMPARE(byName[u"custom"_s].state, ProviderState::NoAddress);
    QCOMPARE(byName[u"ollama"_s].state, ProviderState::NotRunning);
    QVERIFY(!byName[u"ollama"_s].note.isEmpty());
}

void TestProviders::ollamasSmallContextIsShown_data()
{
    QTest::addColumn<QJsonObject>("loaded");
    QTest::addColumn<QJsonObject>("shown");
    QTest::addColumn<qint64>("tokens");
    QTest::addColumn<bool>("isSmall");
    const QJsonObject nothing;
    const QJsonObject info{{u"model_info"_s, QJsonObject{{u"qwen3.context_length"_s, 40'960}}}};
    const QJsonObject given{{u"parameters"_s, u"temperature 0.6\nnum_ctx 32768\nstop \"x\""_s}};
    const QJsonObject big{
        {u"models"_s, QJsonArray{QJsonObject{{u"name"_s, u"other"_s}, {u"context_length"_s, 100}},
                                 QJsonObject{{u"name"_s, u"qwen3"_s}, {u"context_length"_s, 65'536}}}}};
    QTest::newRow("its default") << nothing << info << qint64{4096} << true;
    QTest::newRow("old and silent") << nothing << nothing << qint64{4096} << true;
    QTest::newRow("given with the model") << nothing << given << qint64{32'768} << false;
    QTest::newRow("loaded") << big << info << qint64{65'536} << false;
}

void TestProviders::ollamasSmallContextIsShown()
{
    QFETCH(QJsonObject, loaded);
    QFETCH(QJsonObject, shown);
    QFETCH(bool, isSmall);
    m_server->serve(u"/api/version"_s, FakeAnswer::json({{u"version"_s, u"0.12.0"_s}}));
    m_server->serveModels({u"qwen3"_s});
    m_server->serve(u"/api/ps"_s, FakeAnswer::json(loaded));
    m_server->serve(u"/api/show"_s, FakeAnswer::json(shown));
    ProviderConfig ollama = ProviderConfig::from(*findProviderPreset(u"ollama"_s), settings());
    ollama.baseUrl = m_server->baseUrl();
    Providers providers({ollama});
    const ProviderStatus status = statusOf(providers, u"ollama"_s);
    QCOMPARE(status.state, ProviderState::Ready);
    QCOMPARE(status.model, u"qwen3"_s);
    QTEST(status.contextTokens, "tokens");
    QCOMPARE(status.note.contains(u"OLLAMA_CONTEXT_LENGTH"_s), isSmall);
}

void TestProviders::tinyQuestionsTellWhatWorks_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kind");
    QTest::newRow("works") << 200 << QString();
    QTest::newRow("key") << 401 << u"key_rejected"_s;
    QTest::newRow("overloaded") << 503 << u"overloaded"_s;
    QTest::newRow("model") << 404 << u"bad_request"_s;
}

void TestProviders::tinyQuestionsTellWhatWorks()
{
    QFETCH(int, status);
    m_server->answerWith([status](const FakeRequest &) {
        return status == 200 ? FakeAnswer::completion(u"ok"_s) : FakeAnswer::error(status, u"no"_s);
    });
    Providers providers(settings({{u"GEMINI_API_KEY"_s, u"k"_s}, {u"GEMINI_BASE_URL"_s, m_server->baseUrl()}}));
    const auto trial = QCoro::waitFor(providers.test(u"gemini"_s));
    QVERIFY(trial.has_value());
    QTEST(trial->errorKind, "kind");
    QCOMPARE(trial->error.isEmpty(), status == 200);
    QCOMPARE(trial->model, u"gemini-2.5-flash"_s);
    QVERIFY(trial->seconds > 0 && trial->seconds < 10);
    QCOMPARE(m_server->calls().size(), 1); // no second try
    QVERIFY(!m_server->calls().constFirst().json().contains(u"response_format"_s));
    QCOMPARE(QCoro::waitFor(providers.test(u"groq"_s))->errorKind, u"no_provider"_s);
    QCOMPARE(QCoro::waitFor(providers.test(u"nobody"_s)).error().code, ErrorCode::NotFound);
}

void TestProviders::newKeysAreTakenUp()
{
    m_server->answerWith([](const FakeRequest &) { return FakeAnswer::completion(u"ok"_s); });
    Providers providers(settings({{u"GEMINI_BASE_URL"_s, m_server->baseUrl()}, {u"AGENT_PROVIDERS"_s, u"gemini"_s}}));
    QSignalSpy changed(&providers, &Providers::changed);
    QVERIFY(!QCoro::waitFor(providers.choose(u"auto"_s)).has_value());
    providers.setKey(u"gemini"_s, ApiKey("new-key", u"the keychain"_s));
    QCOMPARE(changed.size(), 1);
    QVERIFY(QCoro::waitFor(providers.test(u"gemini"_s))->error.isEmpty());
    QCOMPARE(m_server->calls().constFirst().header("Authorization"), "Bearer new-key");
    QCOMPARE(statusOf(providers, u"gemini"_s).keySource, u"the keychain"_s);
    providers.setKey(u"gemini"_s, {});
    QVERIFY(!QCoro::waitFor(providers.choose(u"auto"_s)).has_value());
}

QTEST_GUILESS_MAIN(TestProviders)
#include "tst_providers.moc"

#include "enginetest.h"

#include <QTest>
#include <utility>

namespace ca::test {

using namespace Qt::StringLiterals;

namespace {
constexpr int goneMs = 60'000;
}

void EngineTest::initTestCase()
{
    if (const QString why = TestEngine::obstacle(m_kind); !why.isEmpty())
        QSKIP(qPrintable(QString(u"No %1 here: "_s.arg(engineKindName(m_kind)) + why)));
    m_setup = setup();
    const bool needsBase = m_setup.image == imageName();
    if (needsBase && baseImage().isEmpty())
        QSKIP("No base image: it could not be made, see the fixture base-image.");
    m_engine = std::make_unique<TestEngine>(m_kind, m_setup.keepsContainers);
    if (!m_engine->start())
        QSKIP(qPrintable(QString(u"The engine does not start here: "_s + m_engine->log())));
    if (needsBase)
        QCOMPARE(m_engine->importFile(imageName(), baseImage()), QString());
    for (const QString &name : std::as_const(m_setup.emptyImages))
        QCOMPARE(m_engine->importImage(name, emptyImage()), QString());
    m_before = m_engine->others();
    QVERIFY2(m_before.size() >= m_setup.emptyImages.size() + (needsBase ? 1 : 0), qPrintable(m_before.join(u'\n')));
    m_server = std::make_unique<EngineDaemon>(anotherServer(m_setup.settings));
    QCOMPARE(m_server->start(), QString());
}

void EngineTest::cleanupTestCase()
{
    if (m_server)
        QVERIFY(m_server->stop());
    if (m_engine)
        QVERIFY(m_engine->stop());
}

void EngineTest::cleanup()
{
    tidyUp();
    QVERIFY2(awaitNoContainers(), qPrintable(m_engine->containers().join(u'\n')));
    const auto isAsBefore = [this] { return m_engine->others() == m_before; };
    if (!QTest::qWaitFor(isAsBefore, goneMs))
        QCOMPARE(m_engine->others(), m_before);
}

EngineDaemon EngineTest::anotherServer(const QStringList &settings) const
{
    return {*m_engine, m_kind, m_setup.image, settings};
}

bool EngineTest::awaitNoContainers()
{
    return QTest::qWaitFor([this] { return m_engine->containers().isEmpty(); }, goneMs);
}

} // namespace ca::test

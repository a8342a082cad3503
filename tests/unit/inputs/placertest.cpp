#include "placertest.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace ca::test {

using namespace Qt::StringLiterals;

void PlacerTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_dir->path()).mkdir(u"inputs"_s) && QDir(m_dir->path()).mkdir(u"workspace"_s));
}

Result<QStringList> PlacerTest::place(const QStringList &names, const UnpackLimits &limits,
                                      const std::stop_token &stop) const
{
    PlacementRequest limited = request(names);
    limited.limits = limits;
    return InputPlacer(limited, stop, [](int, const QString &) {}).run();
}

PlacementRequest PlacerTest::request(const QStringList &names) const
{
    return {.inputsDir = m_dir->filePath(u"inputs"_s), .names = names, .workspaceDir = m_dir->filePath(u"workspace"_s)};
}

QByteArray PlacerTest::contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
}

bool PlacerTest::writeTo(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace ca::test

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include "aidaemon.h"

using namespace ca::test;
using namespace Qt::StringLiterals;
using Model = ScriptedModel;

/// Where a provider's key must never be: in the sandbox, and in whatever the orchestrator writes or says.
class TestAiSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sandboxCannotFindTheKey();
    void nothingThatIsWrittenOrSaidHoldsAKey();
};

namespace {
const auto task = u"Look for keys"_s;

/// Looks for the beginning of both keys in all that a step can read: its environment, /proc, memory, every file.
const auto search = uR"(
import os, re
needle = re.compile(b'|'.join((b'-'.join((b'alchemyst', b'key', b'0')), b'-'.join((b'gemini', b'key', b'f')))))
found = []
def look(name, data):
    if needle.search(data):
        found.append(name)
look('environment', repr(dict(os.environ)).encode())
for pid in filter(str.isdigit, os.listdir('/proc')):
    for part in ('environ', 'cmdline', 'maps', 'status', 'auxv'):
        try: look(f'/proc/{pid}/{part}', open(f'/proc/{pid}/{part}', 'rb').read())
        except OSError: pass
    try:
        memory = open(f'/proc/{pid}/mem', 'rb')
        for line in open(f'/proc/{pid}/maps'):
            begin, end = (int(n, 16) for n in line.split()[0].split('-'))
            if 'r' in line.split()[1] and int(pid) != os.getpid() and end - begin < 1 << 28:
                memory.seek(begin); look(f'/proc/{pid}/mem', memory.read(end - begin))
    except (OSError, ValueError, OverflowError): pass
for root in ('/run', '/workspace', '/home', '/tmp', '/etc', '/dev/shm'):
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            try:
                if os.path.isfile(path): look(path, open(path, 'rb').read(1 << 26))
            except OSError: pass
print('found in', found)
)"_s;
} // namespace

void TestAiSecrets::sandboxCannotFindTheKey()
{
    AiDaemon ai;
    ai.model().learn(task, {{.plan = Model::plan({Model::python(search)})},
                            {.mustRead = {u"found in []"_s}, .plan = Model::done(u"There is none."_s)}});
    const QJsonObject job = ai.awaitEnd(ai.schedule(task));
    QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(ai.model().complaints().join(u'\n')));
}

void TestAiSecrets::nothingThatIsWrittenOrSaidHoldsAKey()
{
    AiDaemon ai;
    const QByteArray key = AiDaemon::alchemystKey;
    // A provider that throws the key back, in an error and in an answer.
    ai.alchemyst().enqueue({FakeAnswer::error(500, u"bad key "_s + QString::fromLatin1(key)),
                            FakeAnswer::plan(Model::plan({Model::shell(u"echo hello"_s)}, QString::fromLatin1(key))),
                            FakeAnswer::plan(Model::done(u"The key is "_s + QString::fromLatin1(key)))});
    const QString id = ai.schedule(task);
    ai.awaitEnd(id);
    for (const QString &call :
         {QString(u"/job/"_s + id), QString(u"/status/"_s + id), u"/jobs"_s, u"/"_s, u"/providers"_s, u"/keys"_s})
        QVERIFY2(!ai.http().get(call).body.contains(key), qPrintable(call));
    QVERIFY(!ai.http().get(u"/download/"_s + id).body.contains(key));
    QVERIFY(ai.daemon().stop());
    QVERIFY(!ai.daemon().process().readAllStandardError().contains(key));
    QDirIterator files(ai.dataDir(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(key), qPrintable(path));
    }
}

QTEST_GUILESS_MAIN(TestAiSecrets)
#include "tst_aisecrets.moc"

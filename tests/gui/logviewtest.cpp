#include "logviewtest.h"

#include <QTest>

namespace ca::dashboard {

void LogViewTest::init()
{
    m_pane.reset();
    m_log = std::make_unique<SampleLog>();
    m_pane = std::make_unique<LogPane>(&m_client);
    m_view = find<LogView>("logView");
    m_document = m_pane->findChild<LogDocument *>();
    m_pane->resize(600, 300);
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    m_view->setFocus();
}

QByteArray LogViewTest::numbered(int first, int count)
{
    QByteArray text;
    for (int line = first; line < first + count; ++line)
        text += "line " + QByteArray::number(line) + '\n';
    return text;
}

bool LogViewTest::open(int lines)
{
    m_log->out(numbered(1, lines));
    m_pane->openFolder(m_log->path());
    return waitFor(
        [this, lines] { return m_document->extent().lines == lines && shows(QStringLiteral("line %1").arg(lines)); });
}

bool LogViewTest::waitFor(const std::function<bool()> &condition)
{
    constexpr int patience = 20'000; // other tests may have the processors
    return QTest::qWaitFor(condition, patience);
}

} // namespace ca::dashboard

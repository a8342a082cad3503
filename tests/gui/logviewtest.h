#pragma once

#include <QObject>
#include <functional>
#include <memory>

#include "logdocument.h"
#include "logpane.h"
#include "logview.h"
#include "orchestratorclient.h"
#include "samplelog.h"

namespace ca::dashboard {

/// What tests of the log's view share: each begins with an empty one, which has the focus.
class LogViewTest : public QObject
{
    Q_OBJECT

protected:
    OrchestratorClient m_client;

    /// "line 1" and so on.
    static QByteArray numbered(int first, int count);
    /// Shows a log of so many such lines.
    bool open(int lines);
    static bool waitFor(const std::function<bool()> &condition);
    [[nodiscard]] bool shows(const QString &text) const { return m_view->toPlainText().contains(text); }
    template <typename Widget>
    Widget *find(const char *name)
    {
        return m_pane->findChild<Widget *>(QString::fromLatin1(name));
    }

    std::unique_ptr<SampleLog> m_log;
    std::unique_ptr<LogPane> m_pane;
    LogView *m_view = nullptr;
    LogDocument *m_document = nullptr;

private Q_SLOTS:
    void init();
};

} // namespace ca::dashboard

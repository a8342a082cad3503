#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

#include "jobabilities.h"

class QAction;

namespace ca::dashboard {

enum class Symbol : std::uint8_t;

/// What can be done with jobs, as actions for tool bar, menus and shortcuts.
class JobActions : public QObject
{
    Q_OBJECT

public:
    explicit JobActions(QObject *parent = nullptr);

    [[nodiscard]] QAction *newJob() const { return m_newJob; }
    [[nodiscard]] QAction *cancel() const { return m_cancel; }
    /// Pauses what works; when nothing of the selection does, lets what is paused go on.
    [[nodiscard]] QAction *pause() const { return m_pause; }
    [[nodiscard]] QAction *retry() const { return m_retry; }
    [[nodiscard]] QAction *edit() const { return m_edit; }
    [[nodiscard]] QAction *openResult() const { return m_openResult; }
    [[nodiscard]] QAction *saveZip() const { return m_saveZip; }
    [[nodiscard]] QAction *openFolder() const { return m_openFolder; }
    [[nodiscard]] QAction *copyId() const { return m_copyId; }
    [[nodiscard]] QAction *copyCurl() const { return m_copyCurl; }
    /// Its shortcut works where the list has the focus, and nowhere else.
    [[nodiscard]] QAction *remove() const { return m_remove; }

    /// In the order in which the tool bar shows them; null is a gap.
    [[nodiscard]] QList<QAction *> forToolBar() const;
    /// What can be done with a selection, for its menu; null is a gap.
    [[nodiscard]] QList<QAction *> forMenu() const;

    /// Enables what makes sense for the selection; without `isReady` nothing does. `hasApi`: commands for it can be
    /// made.
    void update(const JobAbilities &abilities, bool isReady, bool hasApi);

private:
    QAction *make(Symbol symbol, const QString &text, const QString &name, const QKeySequence &keys);
    QAction *make(const QString &text, const QString &name, const QKeySequence &keys);
    void setText(QAction *action, const QString &text);
    void updateTexts(const JobAbilities &abilities);

    QAction *m_newJob;
    QAction *m_cancel;
    QAction *m_pause;
    QAction *m_retry;
    QAction *m_edit;
    QAction *m_openResult;
    QAction *m_saveZip;
    QAction *m_openFolder;
    QAction *m_copyId;
    QAction *m_copyCurl;
    QAction *m_remove;
};

} // namespace ca::dashboard

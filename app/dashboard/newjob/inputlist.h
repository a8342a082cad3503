#pragma once

#include <QWidget>

class QListWidget;
class QMimeData;
class QToolButton;

namespace ca::dashboard {

/// The files and folders that go with a job.
class InputList : public QWidget
{
    Q_OBJECT

public:
    explicit InputList(QWidget *parent = nullptr);

    [[nodiscard]] QStringList paths() const;
    void setPaths(const QStringList &paths);
    /// Once each; what is no file and no folder is left out.
    void add(const QStringList &paths);
    /// Files and folders among what is dragged; empty when there are none.
    [[nodiscard]] static QStringList pathsIn(const QMimeData *data);

Q_SIGNALS:
    void changed();

private:
    void chooseFiles();
    void chooseFolder();
    void removeSelected();
    void updateState();

    QListWidget *m_list;
    QToolButton *m_remove = nullptr;
};

} // namespace ca::dashboard

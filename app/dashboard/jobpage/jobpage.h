#pragma once

#include <QHash>
#include <QUrl>
#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "job.h"
#include "jobwatch.h"

class QSettings;
class QStackedLayout;
class QTabWidget;

namespace ca::dashboard {

class JobHeader;
class JobTab;
class OrchestratorClient;

/// One job: what it is, how it does, what went wrong, and tabs for everything else. Tabs are made when they are first
/// looked at; only the one that is seen is told of changes.
class JobPage : public QWidget
{
    Q_OBJECT

public:
    using MakeTab = std::function<JobTab *(QWidget *parent)>;

    /// Without tabs. The client outlives the page.
    explicit JobPage(OrchestratorClient *client, QWidget *parent = nullptr);
    ~JobPage() override;

    /// `name` stays the same whatever the language; by it the tab is remembered and found. The page owns what `make`
    /// returns.
    void addTab(const QString &name, const QString &title, MakeTab make);
    /// Comes to the front and has the focus; unknown names are ignored.
    void showTab(const QString &name);
    [[nodiscard]] QString currentTab() const;
    /// nullptr while nobody has looked at it.
    [[nodiscard]] JobTab *tab(const QString &name) const;

    /// Nothing: no job is selected.
    void setJob(const std::optional<Job> &job);
    void setBackVisible(bool visible);
    /// Says something about the shown job that is no part of it: a result that nothing opens. Goes with the selection.
    void showRemark(const QString &sentence);
    [[nodiscard]] JobWatch &watch() { return m_watch; }
    /// Where the API is; empty while it is off.
    void setApi(const QUrl &url);
    [[nodiscard]] QUrl api() const { return m_api; }

    void saveState(QSettings &settings) const;
    void restoreState(const QSettings &settings);

Q_SIGNALS:
    void backClicked();
    void openResultClicked();
    /// Another job is to be shown.
    void jobClicked(const ca::JobId &id);
    void apiChanged(const QUrl &url);
    /// What setJob() was called with.
    void jobShown(const std::optional<ca::Job> &job);

private:
    struct Place
    {
        QString name;
        MakeTab make;
        /// What the tab widget has; the tab itself comes into it.
        QWidget *holder = nullptr;
        JobTab *tab = nullptr;
    };

    QWidget *makePage();
    void addTabAction(const QString &name, const QString &title);
    [[nodiscard]] const Place *find(const QString &name) const;
    void feed();
    void makeCurrent(Place &place);
    void announce(const Job &job);

    OrchestratorClient *m_client;
    JobWatch m_watch;
    QStackedLayout *m_stack;
    JobHeader *m_header = nullptr;
    QTabWidget *m_tabs = nullptr;
    std::vector<Place> m_places;
    std::optional<Job> m_job;
    QUrl m_api;
    /// How the tabs' splitters were left, by their names: for tabs that are yet to be made.
    QHash<QString, QByteArray> m_splitters;
};

} // namespace ca::dashboard

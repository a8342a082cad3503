#pragma once

#include <QList>
#include <QWidget>

#include "apistate.h"
#include "enginestate.h"
#include "providerstatus.h"
#include "spacefacts.h"

class QPushButton;
class QToolButton;

namespace ca::dashboard {

class StatusItem;

/// The status bar's content: whether the API answers and where, whether sandboxes can be made, which AI providers can
/// be asked, how many jobs are at work, how much room the disk has. What has no room is left out, least important
/// first.
class StatusPanel : public QWidget
{
    Q_OBJECT

public:
    explicit StatusPanel(QWidget *parent = nullptr);

    void setApi(const ApiState &state);
    void setEngine(const EngineState &state);
    void setProviders(const QList<ProviderStatus> &providers);
    void setCounts(int running, int waiting);
    void setSpace(const SpaceFacts &space);

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The person wants the API on any free port.
    void otherPortRequested();
    void healthRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refreshApi();
    void refreshEngine();
    void arrange();

    StatusItem *m_apiItem;
    QPushButton *m_otherPort;
    StatusItem *m_engineItem;
    StatusItem *m_providersItem;
    StatusItem *m_countsItem;
    StatusItem *m_spaceItem;
    QToolButton *m_health;
    ApiState m_api;
    EngineState m_engine;
};

} // namespace ca::dashboard

#pragma once

#include <QWidget>

#include "apistate.h"
#include "enginestate.h"

class QLabel;
class QPushButton;

namespace ca::dashboard {

/// The status bar's content: whether the API answers and where, and whether sandboxes can be made.
class StatusPanel : public QWidget
{
    Q_OBJECT

public:
    explicit StatusPanel(QWidget *parent = nullptr);

    void setApi(const ApiState &state);
    void setEngine(const EngineState &state);

Q_SIGNALS:
    /// The person wants the API on any free port.
    void otherPortRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    QLabel *m_apiSymbol;
    QLabel *m_apiText;
    QPushButton *m_otherPort;
    QLabel *m_engineSymbol;
    QLabel *m_engineText;
    ApiState m_api;
    EngineState m_engine;
};

} // namespace ca::dashboard

#pragma once

#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>

#include "job.h"
#include "stepoutput.h"

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace ca::dashboard {

class CodeLanguages;
class CodeView;
class NoticeBar;
class StepPictures;

/// The step that is selected: its code, what it printed, what it has taken pictures of, what went wrong.
class StepDetail : public QWidget
{
    Q_OBJECT

public:
    explicit StepDetail(std::shared_ptr<CodeLanguages> languages, QWidget *parent = nullptr);

    /// Nothing: no step is selected. `folder` is the job's logs folder, empty while it is not known.
    void showStep(const std::optional<Step> &step, const Job &job, const QString &folder);

Q_SIGNALS:
    /// By the step's number.
    void logClicked(int number);

private:
    QWidget *makeHeader();
    QWidget *makeOutput();
    void showFacts();
    void readSoon();
    void read();
    void take(int generation, const Result<StepOutput> &output);

    std::shared_ptr<CodeLanguages> m_languages;
    QLabel *m_title = nullptr;
    QToolButton *m_toLog = nullptr;
    NoticeBar *m_error = nullptr;
    CodeView *m_code = nullptr;
    QLabel *m_left = nullptr;
    CodeView *m_output = nullptr;
    StepPictures *m_pictures;

    std::optional<Step> m_step;
    Job m_job;
    QString m_folder;
    /// Counts the steps that were shown, so that late answers are known.
    int m_generation = 0;
    bool m_isReading = false;
    bool m_isDue = false;
    QTimer m_pause;
};

} // namespace ca::dashboard

#pragma once

#include <QByteArray>
#include <QStackedWidget>
#include <memory>

#include "previewcontent.h"

class QLabel;

namespace ca::dashboard {

class CodeLanguages;
class CodeView;
class FileSource;
class ImageView;

/// Shows what is in a file: its beginning when it is text, a picture when it is one, else what it is.
class FilePreview : public QStackedWidget
{
    Q_OBJECT

public:
    explicit FilePreview(std::shared_ptr<CodeLanguages> languages, QWidget *parent = nullptr);

    /// Says this instead of showing a file.
    void showMessage(const QString &text);
    /// Reads it on another thread.
    void showFile(const std::shared_ptr<FileSource> &source, const QByteArray &path, qint64 size);

Q_SIGNALS:
    /// What was asked for last is seen.
    void shown();

private:
    void take(const PreviewContent &content, const QByteArray &path);

    std::shared_ptr<CodeLanguages> m_languages;
    QWidget *m_textPage;
    CodeView *m_text;
    QLabel *m_cut;
    ImageView *m_image;
    QLabel *m_message;
    /// Counts what was asked for, so that late answers are known.
    int m_generation = 0;
};

} // namespace ca::dashboard

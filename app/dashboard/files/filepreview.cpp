#include "filepreview.h"

#include <QFuture>
#include <QLabel>
#include <QVBoxLayout>

#include "codelanguages.h"
#include "codeview.h"
#include "displaytext.h"
#include "filesource.h"
#include "imageview.h"
#include "poolwork.h"

namespace ca::dashboard {

FilePreview::FilePreview(std::shared_ptr<CodeLanguages> languages, QWidget *parent)
    : QStackedWidget(parent)
    , m_languages(std::move(languages))
    , m_textPage(new QWidget(this))
    , m_text(new CodeView(m_languages, m_textPage))
    , m_cut(new QLabel(m_textPage))
    , m_image(new ImageView(this))
    , m_message(new QLabel(this))
{
    setObjectName(QStringLiteral("preview"));
    setAccessibleName(tr("Preview"));
    m_text->setObjectName(QStringLiteral("previewText"));
    m_text->setAccessibleName(tr("The file's text"));
    m_cut->setObjectName(QStringLiteral("previewCut"));
    m_cut->setWordWrap(true);
    m_message->setObjectName(QStringLiteral("previewMessage"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_message->setMargin(m_message->fontMetrics().height());
    auto *layout = new QVBoxLayout(m_textPage);
    layout->setContentsMargins({});
    layout->addWidget(m_text, 1);
    layout->addWidget(m_cut);
    for (QWidget *page : {static_cast<QWidget *>(m_message), m_textPage, static_cast<QWidget *>(m_image)})
        addWidget(page);
}

void FilePreview::showMessage(const QString &text)
{
    ++m_generation;
    m_message->setText(text);
    setCurrentWidget(m_message);
    Q_EMIT shown();
}

void FilePreview::showFile(const std::shared_ptr<FileSource> &source, const QByteArray &path, qint64 size)
{
    inThreadPool([source, path, size] {
        return readPreview(*source, path, size);
    }).then(this, [this, path, generation = ++m_generation](const PreviewContent &content) {
        if (generation == m_generation)
            take(content, path);
    });
}

void FilePreview::take(const PreviewContent &content, const QByteArray &path)
{
    if (!content.message.isEmpty())
        return showMessage(content.message);
    if (!content.image.isNull()) {
        m_image->setImage(content.image);
        setCurrentWidget(m_image);
    } else {
        const QByteArray name = path.sliced(path.lastIndexOf('/') + 1);
        m_text->showCode(content.text, m_languages->forFile(displayText(QByteArrayView(name))));
        m_cut->setVisible(content.isCut);
        m_cut->setText(tr("This is the file's beginning. Save it to see all of it."));
        setCurrentWidget(m_textPage);
    }
    Q_EMIT shown();
}

} // namespace ca::dashboard

#include "steppictures.h"

#include <QComboBox>
#include <QFile>
#include <QFuture>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "displaytext.h"
#include "imageview.h"
#include "poolwork.h"
#include "resultsource.h"
#include "workspacesource.h"

namespace ca::dashboard {

namespace {

/// From the workspace; when that is gone, from the result.
PreviewContent readPicture(const QString &folder, const QString &name)
{
    constexpr qint64 most = qint64{24} << 20;
    const QByteArray path = QFile::encodeName(name);
    WorkspaceSource workspace(folder + QLatin1StringView("/workspace"));
    PreviewContent content = readPreview(workspace, path, most);
    if (!content.image.isNull())
        return content;
    ResultSource result(folder + QLatin1StringView("/output.zip"));
    PreviewContent packed = readPreview(result, "workspace/" + path, most);
    return packed.image.isNull() ? content : packed;
}

} // namespace

StepPictures::StepPictures(QWidget *parent)
    : QWidget(parent)
    , m_names(new QComboBox(this))
    , m_image(new ImageView(this))
    , m_message(new QLabel(this))
{
    setObjectName(QStringLiteral("stepPictures"));
    m_names->setObjectName(QStringLiteral("stepPictureNames"));
    m_names->setAccessibleName(tr("Screenshots of this step"));
    m_names->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_image->setObjectName(QStringLiteral("stepPicture"));
    m_message->setObjectName(QStringLiteral("stepPictureMessage"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_names);
    layout->addWidget(m_image, 1);
    layout->addWidget(m_message, 1);
    setMinimumHeight(fontMetrics().height() * 6);
    hide();
    connect(m_names, &QComboBox::currentIndexChanged, this, &StepPictures::read);
}

void StepPictures::showPictures(const QStringList &names, const QString &folder)
{
    if (names == m_known && folder == m_folder)
        return;
    m_known = names;
    m_folder = folder;
    setVisible(!names.isEmpty());
    {
        const QSignalBlocker blocker(m_names);
        m_names->clear();
        for (const QString &name : names)
            m_names->addItem(displayText(name), name);
        m_names->setCurrentIndex(m_names->count() - 1);
    }
    read();
}

void StepPictures::read()
{
    const QString name = m_names->currentData().toString();
    if (name.isEmpty() || m_folder.isEmpty())
        return;
    inThreadPool([folder = m_folder, name] {
        return readPicture(folder, name);
    }).then(this, [this, name, folder = m_folder](const PreviewContent &content) {
        if (folder == m_folder)
            take(name, content);
    });
}

void StepPictures::take(const QString &name, const PreviewContent &content)
{
    if (name != m_names->currentData().toString())
        return; // another one is shown by now
    const bool isThere = !content.image.isNull();
    m_image->setVisible(isThere);
    m_message->setVisible(!isThere);
    if (isThere)
        m_image->setImage(content.image);
    else
        m_message->setText(content.message.isEmpty() ? tr("This is no picture any more.") : content.message);
}

} // namespace ca::dashboard

#pragma once

#include <QStringList>
#include <QWidget>

#include "previewcontent.h"

class QComboBox;
class QLabel;

namespace ca::dashboard {

class ImageView;

/// The pictures that a step has taken of the desktop: the newest, and the others by their names. They were made in a
/// sandbox, and are read and decoded as such.
class StepPictures : public QWidget
{
    Q_OBJECT

public:
    explicit StepPictures(QWidget *parent = nullptr);

    /// `names` are files of the job's workspace; `folder` is the job's, empty while it is not known. Hides itself when
    /// there are none.
    void showPictures(const QStringList &names, const QString &folder);

private:
    void read();
    void take(const QString &name, const PreviewContent &content);

    QComboBox *m_names;
    ImageView *m_image;
    QLabel *m_message;
    QStringList m_known;
    QString m_folder;
};

} // namespace ca::dashboard

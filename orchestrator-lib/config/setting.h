#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>

namespace ca {

enum class SettingType : std::uint8_t {
    WholeNumber,
    Number,
    Folder,
    ListenAddress,
    Choice,
    Secret,
    HostList,
    ProxyUrl
};

/// What a setting belongs to; help and README show the groups one after the other.
enum class SettingGroup : std::uint8_t { Program, JobLimits };

/// One setting: what it is called, what fits, and what it means. A row of settingTable().
struct Setting
{
    /// The environment variable, and the key in files.
    QString name;
    /// On the command line, without the dashes. Empty where there is none: others can read command lines, so secrets
    /// are not given there.
    QString option;
    /// What stands for the value in help: "ADDRESS:PORT".
    QString valueName;
    SettingType type = SettingType::WholeNumber;
    SettingGroup group = SettingGroup::Program;
    /// The value when nobody sets one, or where it is computed, what it is: "number of cores".
    QString defaultText;
    /// Computes the value when nobody sets one; nullptr: it is defaultText.
    QString (*computeDefault)() = nullptr;
    /// A sentence.
    QString meaning;
    /// Of numbers, both included.
    double least = 0;
    double most = 0;
    /// Of a Choice.
    QStringList choices = {};

    [[nodiscard]] bool isNumber() const { return type == SettingType::WholeNumber || type == SettingType::Number; }
    /// Whether its value may hold a password, and is shown to nobody.
    [[nodiscard]] bool isHidden() const { return type == SettingType::Secret || type == SettingType::ProxyUrl; }
    [[nodiscard]] QString defaultValue() const { return computeDefault != nullptr ? computeDefault() : defaultText; }
    /// Whether a text that somebody gave fits.
    [[nodiscard]] bool accepts(const QString &text) const;
    /// What fits, for "it must be …": "a whole number from 1 to 1024".
    [[nodiscard]] QString expectation() const;
};

/// What an API token must at least have; one that can be guessed is no lock.
inline constexpr qsizetype minTokenLength = 16;

} // namespace ca

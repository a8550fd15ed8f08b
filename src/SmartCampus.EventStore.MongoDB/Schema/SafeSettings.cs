using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>What the store demands of a connection string, and what it sets by itself.</summary>
internal static class SafeSettings
{
    /// <exception cref="ArgumentException">A setting would break a promise; the message says which and what to write instead.</exception>
    public static void Check(string connectionString)
    {
        var url = Parse(connectionString);
        Refuse(url.W is { } w && w.ToString() != "majority", $"w={url.W} acknowledges appends that a fail-over may take back", "w=majority");
        Refuse(url.Journal == false, "journal=false acknowledges appends that a power loss may take back", "journal=true");
        Refuse(url.ReadPreference is { } preference && preference.ReadPreferenceMode != ReadPreferenceMode.Primary, $"readPreference={url.ReadPreference?.ReadPreferenceMode} reads what is out of date", "readPreference=primary");
        Refuse(url.ReadConcernLevel is { } level && level != ReadConcernLevel.Majority, $"readConcernLevel={url.ReadConcernLevel} reads what a fail-over may take back", "readConcernLevel=majority");
        Refuse(url.RetryWrites == false, "retryWrites=false leaves more outcomes open than need be", "retryWrites=true");
    }

    public static MongoClientSettings For(MongoEventStoreOptions options)
    {
        var settings = MongoClientSettings.FromUrl(Parse(options.ConnectionString));
        settings.WriteConcern = new WriteConcern(WriteConcern.WMajority.W, options.WriteTimeout, journal: true);
        settings.ReadConcern = ReadConcern.Majority;
        settings.ReadPreference = ReadPreference.Primary;
        settings.RetryWrites = true;
        settings.ServerSelectionTimeout = options.WriteTimeout;
        settings.ConnectTimeout = options.WriteTimeout;
        // The driver's default is to wait for ever. The server's own answer to a write that takes too long must come first.
        settings.SocketTimeout = options.WriteTimeout + TimeSpan.FromSeconds(5);
        settings.ApplicationName ??= "SmartCampus.EventStore.MongoDB";
        return settings;
    }

    private static MongoUrl Parse(string connectionString)
    {
        try
        {
            return new MongoUrl(connectionString);
        }
        catch (MongoConfigurationException)
        {
            // Neither the driver's sentence nor its exception: both repeat the string, which may have a password in it.
            throw new ArgumentException("The connection string is none of MongoDB. Write one such as mongodb://db1,db2,db3/?replicaSet=rs0.");
        }
    }

    private static void Refuse(bool isUnsafe, string why, string instead)
    {
        if (isUnsafe) throw new ArgumentException($"The connection string is unsafe: {why}. Write {instead}, or leave it out.");
    }
}

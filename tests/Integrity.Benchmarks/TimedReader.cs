using System.Collections;
using System.Data.Common;
using System.Diagnostics;

namespace Integrity.Benchmarks;

/// <summary>A reader that knows how long the database took over its rows: the time inside the steps, not between them.</summary>
internal sealed class TimedReader(DbDataReader rows, TimeSpan executed) : DbDataReader
{
    public TimeSpan Spent { get; private set; } = executed;

    public override bool Read() => Timed(rows.Read);
    public override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var there = await rows.ReadAsync(cancellationToken);
        Spent += Stopwatch.GetElapsedTime(started);
        return there;
    }

    public override bool NextResult() => Timed(rows.NextResult);
    public override void Close() => Timed(() =>
    {
        rows.Close();
        return true;
    });

    public override int Depth => rows.Depth;
    public override int FieldCount => rows.FieldCount;
    public override bool HasRows => rows.HasRows;
    public override bool IsClosed => rows.IsClosed;
    public override int RecordsAffected => rows.RecordsAffected;
    public override object this[int ordinal] => rows[ordinal];
    public override object this[string name] => rows[name];
    public override bool GetBoolean(int ordinal) => rows.GetBoolean(ordinal);
    public override byte GetByte(int ordinal) => rows.GetByte(ordinal);
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => rows.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);
    public override char GetChar(int ordinal) => rows.GetChar(ordinal);
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => rows.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);
    public override string GetDataTypeName(int ordinal) => rows.GetDataTypeName(ordinal);
    public override DateTime GetDateTime(int ordinal) => rows.GetDateTime(ordinal);
    public override decimal GetDecimal(int ordinal) => rows.GetDecimal(ordinal);
    public override double GetDouble(int ordinal) => rows.GetDouble(ordinal);
    public override IEnumerator GetEnumerator() => rows.GetEnumerator();
    public override Type GetFieldType(int ordinal) => rows.GetFieldType(ordinal);
    public override T GetFieldValue<T>(int ordinal) => rows.GetFieldValue<T>(ordinal);
    public override float GetFloat(int ordinal) => rows.GetFloat(ordinal);
    public override Guid GetGuid(int ordinal) => rows.GetGuid(ordinal);
    public override short GetInt16(int ordinal) => rows.GetInt16(ordinal);
    public override int GetInt32(int ordinal) => rows.GetInt32(ordinal);
    public override long GetInt64(int ordinal) => rows.GetInt64(ordinal);
    public override string GetName(int ordinal) => rows.GetName(ordinal);
    public override int GetOrdinal(string name) => rows.GetOrdinal(name);
    public override string GetString(int ordinal) => rows.GetString(ordinal);
    public override object GetValue(int ordinal) => rows.GetValue(ordinal);
    public override int GetValues(object[] values) => rows.GetValues(values);
    public override bool IsDBNull(int ordinal) => rows.IsDBNull(ordinal);

    private bool Timed(Func<bool> step)
    {
        var started = Stopwatch.GetTimestamp();
        var result = step();
        Spent += Stopwatch.GetElapsedTime(started);
        return result;
    }
}
